import type { Kind } from "./resource.ts";
import type { Format, Scalar, SettingName } from "./setting.ts";
import type { Location } from "./source.ts";
import type { Problem } from "./problem.ts";
export declare const severities: readonly ["low", "medium", "high", "critical"];
export type Severity = (typeof severities)[number];
/** `definite`: violated in every scenario. `conditional`: in some, `when` says which. `possible`: hangs on an unknown. */
export declare const certainties: readonly ["definite", "conditional", "possible"];
export type Certainty = (typeof certainties)[number];
/**
 * Who decides a setting, in the order in which AWS asks. `service-default` is what a service launches with by itself where nobody wrote anything
 * (the hop limit of EKS): EC2 sees it as written at the launch.
 */
export type Layer = "launch" | "service-default" | "launch-template" | "account-default" | "image" | "aws-default";
export interface Note {
    readonly location: Location;
    readonly text: string;
}
export interface Condition {
    readonly condition: string;
    readonly holds: boolean;
}
/** One rule violated by one resource: plain, JSON-safe data. */
export interface Finding {
    readonly rule: string;
    readonly severity: Severity;
    readonly certainty: Certainty;
    readonly message: string;
    readonly resource: {
        readonly kind: Kind;
        readonly format: Format;
        readonly type: string;
        readonly address: string;
        readonly construct?: string;
    };
    /** The exact span of the attribute, or the block header where it is missing. */
    readonly location: Location;
    /** Other places involved: the variable, the template, resources that launch through this one. */
    readonly related: readonly Note[];
    /** How the decisive value came about, first hop first, ending at the place where it takes effect; empty when nothing is written. */
    readonly trail: readonly Note[];
    /** The scenario that it needs; empty when it holds in every one. */
    readonly when: readonly Condition[];
    /** What to do, in the words of the resource's format. */
    readonly fix: string;
    /** Stable identity without line numbers: rule, file, address, ordinal. */
    readonly fingerprint: string;
}
/** One setting as reports show it. `layer` names who decides; it is absent where the setting does not apply. */
export interface SettingReport {
    readonly state: "known" | "absent" | "unknown";
    readonly value?: Scalar;
    readonly oneOf?: readonly Scalar[];
    readonly why?: string;
    readonly layer?: Layer;
    readonly trail: readonly Note[];
}
export interface ResourceReport {
    readonly kind: Kind;
    readonly format: Format;
    readonly type: string;
    readonly address: string;
    readonly construct?: string;
    readonly location: Location;
    /** The module calls, includes or nested stacks that lead to it, outermost first: they tell apart what has one address in several roots. */
    readonly calls?: readonly Note[];
    readonly scenarios: readonly {
        readonly when: readonly Condition[];
        readonly settings: Readonly<Partial<Record<SettingName, SettingReport>>>;
    }[];
}
/** Coverage: what was looked at, so that silence can be told from blindness. */
export interface Summary {
    readonly files: {
        readonly seen: number;
        readonly parsed: number;
        readonly skipped: Readonly<Record<string, number>>;
    };
    readonly resources: number;
    readonly scenarios: number;
    readonly verdicts: {
        readonly pass: number;
        readonly fail: number;
        readonly unknown: number;
    };
    readonly findings: Readonly<Record<Severity, number>> & {
        readonly possible: number;
    };
    /** Addresses whose tokens are required only because their image says so. */
    readonly reliesOnImage: readonly string[];
    /** Sources of module calls behind which nobody could look, with how many calls each has: machines may be launched there. Most calls first. */
    readonly unfollowedModules: readonly {
        readonly source: string;
        readonly calls: number;
    }[];
    /** Addresses of the templates of nested stacks that could not be followed, as people write them, with how many stacks each has. Most stacks first. */
    readonly unfollowedStacks: readonly {
        readonly source: string;
        readonly calls: number;
    }[];
    readonly problems: number;
}
/** The whole result of a scan: what every reporter gets and what `--format json` prints. */
export interface Report {
    readonly schema: "imdslint/report/v1";
    readonly tool: {
        readonly name: "imdslint";
        readonly version: string;
        readonly url: string;
    };
    readonly summary: Summary;
    readonly resources: readonly ResourceReport[];
    readonly findings: readonly Finding[];
    readonly problems: readonly Problem[];
}
