import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The licences of the packages that the bundled files come from, `inputs` being their paths relative to `root`. Throws where one is missing. */
export async function notices(root: string, inputs: Iterable<string>): Promise<string> {
  const packages = new Set<string>();
  for (const input of inputs) {
    const name = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (name !== undefined) packages.add(name);
  }
  const parts = await Promise.all([...packages].sort().map((folder) => notice(root, folder)));
  return `imdslint contains the following software, whose licences are repeated here.\n\n${parts.join("\n\n")}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string;
}

async function notice(root: string, folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as Manifest;
  const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? statedLicence(manifest) : await readFile(join(root, folder, file), "utf8");
  const heading = `${manifest.name} ${manifest.version} (${manifest.license ?? "licence below"})`;
  return `${"=".repeat(80)}\n${heading}\n${"=".repeat(80)}\n\n${text.replaceAll("\r\n", "\n").trim()}`;
}

/** Some packages only name their licence. Throws for a licence whose text is not known here. */
function statedLicence({ name, license, author }: Manifest): string {
  if (license !== "MIT" || author === undefined) throw new Error(`${name} comes without its licence`);
  return `Copyright (c) ${author}\n\n${mit}`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
