import type { Worker as Thread } from "node:worker_threads";
import type { Answer, Ending, FromWorker, Question, Reply, Start } from "./box/messages.ts";

/** What the worker may take. A template of a thousand resources with fifty included files takes a tenth of it. */
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const longest = 5_000;

/**
 * Where the worker is: in the bundle beside this module, for the sources where the tests build it, and in the bundle.
 * The sources cannot be run as they are, for cfn-include gets other modules than it asks for (tools/bundle-expander.ts).
 */
const programs = import.meta.url.endsWith(".ts") ? ["../../../../node_modules/.cache/imdslint/cfn-include.js", "../../../../dist/vendor/cfn-include.js"] : ["./vendor/cfn-include.js"];

/**
 * Lets cfn-include expand a template, in a thread without files, connections and environment. Ends the thread when it takes too long or
 * too much memory. Rejects only when the program of the thread is missing.
 */
export async function expandInBox(start: Start, answer: (question: Question) => Promise<Answer>): Promise<Ending> {
  const { Worker } = await import("node:worker_threads");
  for (const program of programs) {
    // Neither the loaders of this process nor its environment are passed on; what the thread writes goes nowhere.
    const worker = new Worker(new URL(program, import.meta.url), { workerData: start, env: {}, argv: [], execArgv: [], stdout: true, stderr: true, resourceLimits: memory });
    const ending = await endingOf(worker, answer);
    if (ending !== "missing") return ending;
  }
  throw new Error("the program that expands cfn-include templates is missing");
}

function endingOf(worker: Thread, answer: (question: Question) => Promise<Answer>): Promise<Ending | "missing"> {
  return new Promise((resolve) => {
    const end = (ending: Ending | "missing"): void => {
      clearTimeout(clock);
      void worker.terminate();
      resolve(ending);
    };
    const failed = (why: string): Ending => ({ kind: "failed", why, tooLarge: true, refusals: [] });
    const clock = setTimeout(() => {
      end(failed(`the expansion takes more than ${longest / 1000} seconds`));
    }, longest);
    worker.on("message", (message: FromWorker) => {
      if (message.kind !== "read") end(message);
      else void answer(message).then((reply) => { worker.postMessage({ ...reply, id: message.id } satisfies Reply); });
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      end(error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND" ? "missing" : failed(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "the expansion takes too much memory" : error.message));
    });
    worker.on("exit", () => {
      end(failed("the expansion ended without a result"));
    });
  });
}
