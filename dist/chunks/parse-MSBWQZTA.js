import {
  parseHcl
} from "./chunk-E4BCGDJZ.js";
import "./chunk-R7APFQ6S.js";
export {
  parseHcl
};
