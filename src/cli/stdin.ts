import { largestFile } from "../scan/limits.ts";
import { tooLarge } from "../scan/tree.ts";
import { UsageError } from "../scan/usage.ts";

/** Everything that comes in, up to the size that is read of a file. Throws `UsageError` beyond. */
export async function readAll(stdin: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > largestFile) throw new UsageError(`standard input: ${tooLarge(size).message}`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
