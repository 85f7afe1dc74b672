import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { command, outputBlock } from "../../src/action/commands.ts";
import { withoutCommands } from "../../src/report/github.ts";
import { commandsIn, outputsIn, protectedText } from "./runner.ts";

describe("workflow commands", () => {
  test("any message survives the runner's decoding as one annotation", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        expect(commandsIn(command("error", message))).toEqual([{ name: "error", properties: {}, message }]);
      }),
    );
  });

  test("a message cannot smuggle in a second command", () => {
    expect(commandsIn(command("warning", "one\n::set-output name=findings::0\r::error::two"))).toHaveLength(1);
  });

  test("no text between the markers is carried out, and commands work again after them", () => {
    const hostile = fc.array(fc.constantFrom("::set-output name=exit-code::0", "::endgroup::", "##[add-path]/tmp", "::stop-commands::x", "::x::", "plain", ""));
    fc.assert(
      fc.property(hostile, (lines) => {
        const log = withoutCommands(lines.join("\n"), "4e5bd0b1") + command("error", "after");
        expect(commandsIn(log).map((found) => found.message)).toEqual(["after"]);
      }),
    );
  });

  test("the protected text is the text", () => {
    expect(protectedText(withoutCommands("a\n::error::b\n", "t0"))).toBe("a\n::error::b");
    expect(protectedText(withoutCommands("no newline at the end", "t0"))).toBe("no newline at the end");
  });
});

describe("outputs", () => {
  test("any value arrives as it was, whatever lines it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const file = outputBlock("sarif-file", value, "delimiter-1f7c") + outputBlock("findings", "3", "delimiter-9a0e");
        expect([...outputsIn(file)]).toEqual([["sarif-file", value], ["findings", "3"]]);
      }),
    );
  });
});
