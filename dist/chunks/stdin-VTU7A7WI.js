import {
  UsageError,
  largestFile,
  tooLarge
} from "./chunk-X5ZPXFP3.js";
import "./chunk-R7APFQ6S.js";

// src/cli/stdin.ts
async function readAll(stdin) {
  const chunks = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > largestFile) throw new UsageError(`standard input: ${tooLarge(size).message}`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
export {
  readAll
};
