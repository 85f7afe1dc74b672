import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // cfn-include runs in a worker of its own bundle.
    globalSetup: ["tools/bundle-expander.ts"],
    // Whole-process cases and oracles start other programs; two cores share the work.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
