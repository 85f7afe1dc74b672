import { expect, test } from "vitest";
import { callInstances, namesInCode, outerCalls, withoutKeys } from "../../../src/scan/plans/addresses.ts";

test("an instance is known to code with and without each of its keys, the most exact name first", () => {
  expect(namesInCode('module.a["x.y"].module.b.aws_instance.w[0]')).toEqual([
    'module.a["x.y"].module.b.aws_instance.w[0]',
    'module.a["x.y"].module.b.aws_instance.w',
    "module.a.module.b.aws_instance.w[0]",
    "module.a.module.b.aws_instance.w",
  ]);
  expect(namesInCode("aws_instance.w")).toEqual(["aws_instance.w"]);
  expect(namesInCode("no address")).toEqual(["no address"]);
});

test("an address with very many keys has few names", () => {
  const deep = `${Array.from({ length: 40 }, (_, at) => `module.m${at}[0].`).join("")}aws_instance.w[0]`;
  expect(namesInCode(deep)).toEqual([deep, withoutKeys(deep)]);
});

test("calls are told from the outermost inwards", () => {
  expect(outerCalls("module.a.module.b.aws_instance.w")).toEqual(["module.a", "module.a.module.b"]);
  expect(outerCalls("module.a.module.b")).toEqual(["module.a"]);
  expect(outerCalls("aws_instance.w")).toEqual([]);
  expect(callInstances('module.a["x"].module.b[1].aws_instance.w')).toEqual(['module.a["x"]', 'module.a["x"].module.b[1]']);
});
