import type { Report } from "../model/finding.ts";

/** Who made the report. The version is that of package.json, which a test compares: reading that file would cost a run its start. */
export const tool: Report["tool"] = { name: "imdslint", version: "0.1.0", url: "https://github.com/imdslint/imdslint" };
