import process from "node:process";
import { run } from "./run.ts";
import { processStreams } from "./process-streams.ts";

// The exit code is set and the process left to end, so that everything written arrives.
process.exitCode = await run(process.argv.slice(2), processStreams());
