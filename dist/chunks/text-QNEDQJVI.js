import {
  pageFor,
  problemBlocks,
  renderText
} from "./chunk-HJU5VG3T.js";
import "./chunk-NC7EOOBA.js";
import "./chunk-SURGFTBV.js";
import "./chunk-V4VQM4CL.js";
import "./chunk-6ETLVDUJ.js";
import "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";
export {
  pageFor,
  problemBlocks,
  renderText
};
