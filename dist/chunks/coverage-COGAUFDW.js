import {
  coverageSentences,
  findingsSentence,
  nothingMatched
} from "./chunk-NC7EOOBA.js";
import "./chunk-V4VQM4CL.js";
import "./chunk-6ETLVDUJ.js";
import "./chunk-R7APFQ6S.js";
export {
  coverageSentences,
  findingsSentence,
  nothingMatched
};
