import {
  check
} from "./chunks/chunk-FISDOPQA.js";
import "./chunks/chunk-6ETLVDUJ.js";
import {
  UsageError
} from "./chunks/chunk-X5ZPXFP3.js";
import {
  ConfigError
} from "./chunks/chunk-MYT34Z7S.js";
import "./chunks/chunk-4OY7L4PU.js";
import "./chunks/chunk-CFZEQPZM.js";
import "./chunks/chunk-R7APFQ6S.js";

// src/index.ts
const { resolve } = globalThis.process.getBuiltinModule("node:path");
async function lint(paths, options = {}) {
  const { report } = await check({ ...options, paths, cwd: resolve(options.cwd ?? "."), note: () => void 0 });
  return report;
}
export {
  ConfigError,
  UsageError,
  lint
};
