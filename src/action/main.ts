import process from "node:process";
import { runAction } from "./run.ts";

// The exit code is set and the process left to end, so that the whole log arrives.
process.exitCode = await runAction(process.env, (text) => {
  process.stdout.write(text);
});
