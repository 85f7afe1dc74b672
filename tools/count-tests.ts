import { readFileSync } from "node:fs";

/**
 * Reads Vitest's JSON results and prints "PASSED FAILED" for .ci/run; names on stderr what failed or was skipped. A test file that
 * could not be loaded, and a run that failed outside its tests, each count as one failure. Fails when no test ran.
 */
interface Results {
  readonly success: boolean;
  readonly testResults: readonly TestFile[];
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

function main(path: string): number {
  const results = JSON.parse(readFileSync(path, "utf8")) as Results;
  const counts = results.testResults.map(count);
  const passed = counts.reduce((sum, file) => sum + file.passed, 0);
  const failed = counts.reduce((sum, file) => sum + file.failed, 0);
  if (passed + failed === 0) return 1;
  console.log(`${passed} ${results.success ? failed : Math.max(failed, 1)}`);
  return 0;
}

function count(file: TestFile): { readonly passed: number; readonly failed: number } {
  for (const test of file.assertionResults) if (test.status !== "passed") console.error(`${test.status}: ${file.name} > ${test.fullName}`);
  const passed = file.assertionResults.filter((test) => test.status === "passed").length;
  const failed = file.assertionResults.filter((test) => test.status === "failed").length;
  if (file.status !== "failed" || failed > 0) return { passed, failed };
  console.error(`failed: ${file.name}: ${file.message}`);
  return { passed, failed: 1 };
}

process.exitCode = main(process.argv[2] ?? "");
