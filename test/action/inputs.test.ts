import { describe, expect, test } from "vitest";
import { InputError, inputVariable, readInputs } from "../../src/action/inputs.ts";

describe("readInputs", () => {
  test("without any input gives the defaults that action.yml documents", () => {
    expect(readInputs({})).toEqual({
      paths: ["."],
      workingDirectory: ".",
      config: undefined,
      failOn: undefined,
      sarifFile: "imdslint.sarif",
      annotations: true,
      summary: true,
      strict: false,
    });
  });

  test("reads the variables as the runner names them: upper case, hyphens kept", () => {
    expect(inputVariable("working-directory")).toBe("INPUT_WORKING-DIRECTORY");
    const inputs = readInputs({
      INPUT_PATHS: "infra\n  templates/web.yaml  \r\n\n",
      "INPUT_WORKING-DIRECTORY": "services",
      INPUT_CONFIG: "lint/imdslint.yaml",
      "INPUT_FAIL-ON": "critical",
      "INPUT_SARIF-FILE": "out/imds.sarif",
      INPUT_ANNOTATIONS: "False",
      INPUT_SUMMARY: "false",
      INPUT_STRICT: "TRUE",
    });
    expect(inputs).toEqual({
      paths: ["infra", "templates/web.yaml"],
      workingDirectory: "services",
      config: "lint/imdslint.yaml",
      failOn: "critical",
      sarifFile: "out/imds.sarif",
      annotations: false,
      summary: false,
      strict: true,
    });
  });

  test("an input set to nothing is off where that means something, and the default elsewhere", () => {
    const empty = { INPUT_PATHS: " ", "INPUT_WORKING-DIRECTORY": "", INPUT_CONFIG: "", "INPUT_FAIL-ON": "", "INPUT_SARIF-FILE": "", INPUT_STRICT: "" };
    expect(readInputs(empty)).toMatchObject({ paths: ["."], workingDirectory: ".", config: undefined, failOn: undefined, sarifFile: undefined, strict: false });
  });

  test("a path with blanks or a leading hyphen is one path", () => {
    expect(readInputs({ INPUT_PATHS: "my infra/a b.tf\n--help" }).paths).toEqual(["my infra/a b.tf", "--help"]);
  });

  test.each([
    ["INPUT_FAIL-ON", "High", "fail-on"],
    ["INPUT_FAIL-ON", "error", "fail-on"],
    ["INPUT_STRICT", "yes", "strict"],
    ["INPUT_ANNOTATIONS", "1", "annotations"],
    ["INPUT_SUMMARY", "tRuE", "summary"],
  ])("%s=%s is refused with the input's name and value", (variable, value, name) => {
    const read = (): unknown => readInputs({ [variable]: value });
    expect(read).toThrow(InputError);
    expect(read).toThrow(`"${name}" is "${value}"`);
  });
});
