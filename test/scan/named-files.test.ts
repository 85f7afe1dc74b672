import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { diskTree } from "../../src/scan/files.ts";
import { namedFiles } from "../../src/scan/named-files.ts";
import { withFile } from "../../src/scan/tree.ts";

const base = realpathSync.native(mkdtempSync(join(tmpdir(), "imdslint-named-")));
const root = join(base, "root");
mkdirSync(join(root, "dir/sub"), { recursive: true });
writeFileSync(join(base, "secret"), "outside");
writeFileSync(join(root, "a.json"), "{}");
writeFileSync(join(root, "dir/b.txt"), "b");
writeFileSync(join(root, "binary"), Buffer.from([0, 1, 2]));
writeFileSync(join(root, "huge"), "");
truncateSync(join(root, "huge"), 17 * 1024 * 1024);
symlinkSync("dir/b.txt", join(root, "inner"));
symlinkSync("../secret", join(root, "leak"));
symlinkSync("..", join(root, "up"));
symlinkSync("circle", join(root, "circle"));
const files = namedFiles(diskTree(root));
afterAll(() => {
  rmSync(base, { recursive: true });
});

describe("files that a text names", () => {
  test.each([
    ["a.json", "{}"],
    ["./dir/../a.json", "{}"],
    ["dir//b.txt", "b"],
    ["inner", "b"],
  ])("%s is read", async (path, text) => {
    expect(await files.read(path)).toMatchObject({ state: "text", source: { text } });
  });

  test.each([
    ["../secret", "outside"],
    ["dir/../../secret", "outside"],
    ["/etc/passwd", "outside"],
    ["C:/secret", "outside"],
    ["leak", "outside"],
    ["up/secret", "outside"],
    ["up", "outside"],
    ["circle", "outside"],
    ["dir", "unreadable"],
    ["binary", "not-text"],
    ["huge", "too-large"],
  ])("%s is refused as %s", async (path, kind) => {
    expect(await files.read(path)).toMatchObject({ state: "refused", kind });
  });

  test.each(["none", "a.json/none", "dir/none", "with\0nul"])("%j is missing or refused, and nothing is read", async (path) => {
    expect((await files.read(path)).state).not.toBe("text");
  });

  test("an unsaved text is read where it will stand", async () => {
    const edited = namedFiles(withFile(diskTree(root), "new.txt", Buffer.from("unsaved")));
    expect(await edited.read("new.txt")).toMatchObject({ state: "text", source: { path: "new.txt", text: "unsaved" } });
  });

  test("a directory lists what may be read", async () => {
    expect(await files.list(".")).toEqual([
      { name: "a.json", kind: "file" },
      { name: "binary", kind: "file" },
      { name: "circle", kind: "elsewhere" },
      { name: "dir", kind: "directory" },
      { name: "huge", kind: "file" },
      { name: "inner", kind: "file" },
      { name: "leak", kind: "elsewhere" },
      { name: "up", kind: "elsewhere" },
    ]);
    expect(await files.list("up")).toBeUndefined();
    expect(await files.list("..")).toBeUndefined();
    expect(await files.list("a.json")).toBeUndefined();
  });
});
