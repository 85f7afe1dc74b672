import expand from "cfn-include";
import { parentPort, workerData } from "node:worker_threads";
import { LimitError, watch } from "./bounds.ts";
import type { Ending, Plain, Start } from "./messages.ts";
import { base, refusals } from "./outside.ts";

/** The entry of the worker thread: expands one template and ends. */

/** A template of 5 MB has a tenth of it. */
const mostNodes = 500_000;
const mostText = 32 * 1024 * 1024;

async function main({ template }: Start): Promise<Ending> {
  watch();
  try {
    const value = await expand({ url: base, template });
    measure(value);
    return { kind: "expanded", value: value as Plain, refusals };
  } catch (error) {
    return { kind: "failed", why: error instanceof Error ? error.message : String(error), tooLarge: error instanceof LimitError || error instanceof RangeError, refusals };
  }
}

/** Ends an expansion whose result is too large to be sent: shared parts count as often as they stand in it. */
function measure(value: unknown): void {
  let nodes = 0;
  let text = 0;
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    nodes++;
    if (typeof next === "string") text += next.length;
    if (nodes > mostNodes || text > mostText) throw new LimitError("the expanded template is too large");
    if (typeof next !== "object" || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      text += key.length;
      open.push(inner ?? 0);
    }
  }
}

parentPort?.postMessage(await main(workerData as Start));
parentPort?.close();
