import {
  renderSarif
} from "./chunk-GZ7T2FN3.js";
import "./chunk-SURGFTBV.js";
import "./chunk-V4VQM4CL.js";
import "./chunk-6ETLVDUJ.js";
import "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";
export {
  renderSarif
};
