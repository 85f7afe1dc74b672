import type { Hop, Format, Setting, SettingName } from "./setting.ts";
import type { Place } from "./source.ts";
/**
 * What a resource is to us. `account` is derived by `src/effective`: one account and Region into which a root module
 * launches instances, with the metadata defaults that the code declares for it.
 */
export declare const kinds: readonly ["instance", "launch-template", "launch-configuration", "launcher", "image", "account-defaults", "account", "service", "guardrail", "script"];
export type Kind = (typeof kinds)[number];
/** One undecided condition with the truth that a scenario gives it, e.g. `IsProd` is true. */
export interface Assumption {
    readonly condition: string;
    readonly holds: boolean;
    /** What the condition gives one of several values (`parameter Tokens`): two that both hold, and are not the same, contradict each other. */
    readonly subject?: string;
    readonly at?: Place;
}
/** Whether two assumptions never hold together: one condition both ways, or two values of one subject. */
export declare function contradicts(a: Assumption, b: Assumption): boolean;
/** Whether the block that holds the options (`metadata_options`, `MetadataOptions`) is written. Resources without such a block are `present` at their header. */
export type Presence = {
    readonly state: "present";
    readonly at: Place;
} | {
    readonly state: "absent";
    readonly at: Place;
} | {
    readonly state: "unknown";
    readonly why: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
};
/** What a reference points to: a resource of the same scope, something known by its literal name or id, or we do not know. */
export type Target = {
    readonly state: "resource";
    readonly address: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
} | {
    readonly state: "named";
    readonly name: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
} | {
    readonly state: "unknown";
    readonly why: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
};
/** A launch template or launch configuration that a resource launches through. An absent version is the consumer's default. */
export interface Link {
    readonly to: "launch-template" | "launch-configuration" | "instance";
    readonly target: Target;
    readonly version: Setting;
    /** For an override that names a launch template of its own: the common one that it replaces. */
    readonly instead?: Target;
}
/** Something written among the options that is none: a misspelt one, or a key that a module never reads. */
export interface StrayOption {
    readonly key: string;
    readonly at: Place;
    /** What could stand there. */
    readonly known: readonly string[];
    /** Who leaves it unread without a word, such as `module.web`; without it, the tool refuses it. */
    readonly unreadBy?: string;
}
/** The key of a tag that the launched machines get. */
export interface TagKey {
    readonly key: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
}
/**
 * The machine image. `described` carries the words by which the code picks it (an SSM parameter path, the name patterns of
 * an AMI lookup); `src/effective` judges them. `named` targets hold a literal `ami-…` id.
 */
export type ImageUse = Target | {
    readonly state: "described";
    readonly by: "ssm-parameter" | "image-name";
    readonly patterns: readonly string[];
    readonly at: Place;
    readonly trail: readonly Hop[];
}
/** One of several, which differ in nothing that the code tells: the same image in every Region, by its ids. */
 | {
    readonly state: "one-of";
    readonly images: readonly ImageUse[];
    readonly why: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
}
/** One of several that differ, and nobody worked out which one when: too much hangs on it. Without `images` not even what it may be. */
 | {
    readonly state: "undecided";
    readonly images: readonly ImageUse[] | undefined;
    readonly why: string;
    readonly at: Place;
    readonly trail: readonly Hop[];
} | {
    readonly state: "absent";
};
/** One consistent combination of undecided conditions, with what is *written* under it: no defaults, nothing left out. */
export interface Scenario {
    readonly when: readonly Assumption[];
    /**
     * The values that inputs of the code may have in this scenario, by what they are called, as far as all of it is about certain
     * values: two scenarios without a common value of one input never hold together, however their assumptions are worded.
     */
    readonly inputs?: ReadonlyMap<string, ReadonlySet<string>>;
    readonly block: Presence;
    readonly settings: Readonly<Record<SettingName, Setting>>;
    readonly links: readonly Link[];
    readonly image: ImageUse;
    readonly strayOptions?: readonly StrayOption[];
    /** Keys of the tags that machines launched by it get; what is not known is left out. */
    readonly tagKeys?: readonly TagKey[];
}
/** Which versions of the provider may run the code: bounds that are left out are open. `words` says who states it, as a clause. */
export interface ProviderVersion {
    readonly from?: {
        readonly version: readonly [number, number, number];
        readonly included: boolean;
    };
    readonly to?: {
        readonly version: readonly [number, number, number];
        readonly included: boolean;
    };
    readonly words: string;
    readonly at: Place;
}
/** Where account defaults apply: the provider configuration and Region that the resource is created with. */
export interface Placement {
    /** Name of the provider configuration ("aws", "aws.west"); for formats without providers the format's name. */
    readonly provider: string;
    /** The Region where it is known, also per resource (AWS provider 6). */
    readonly region?: string;
    /** Why the Region is not known although one is written. */
    readonly regionUnknown?: string;
    /** What tells accounts apart: the credential arguments of the provider configuration as written; empty without any. */
    readonly account?: string;
    /** The provider block, where there is one. */
    readonly at?: Place;
    /** Keys of the provider configuration's `default_tags`. */
    readonly tagKeys?: readonly TagKey[];
    /** The provider's version, where the code says something about it. */
    readonly version?: ProviderVersion;
}
/** Something that launches instances, holds launch settings, or sets defaults, as its parser found it. */
export interface Resource {
    readonly kind: Kind;
    readonly format: Format;
    /** The format's own type name: `aws_instance`, `AWS::EC2::Instance`, `run-instances`. */
    readonly type: string;
    /** Unique within its scope: `aws_instance.web`, a logical id, or a JSON path. */
    readonly address: string;
    /** What the people who wrote it know it by, when they wrote no template: its path in a CDK app, `Stack/Web/Resource`. */
    readonly construct?: string;
    /** The block header or logical id. */
    readonly at: Place;
    readonly placement: Placement;
    /** The module calls that lead to it, outermost first. */
    readonly calls?: readonly Hop[];
    /** Literal names and ids under which others may refer to it. */
    readonly names: readonly string[];
    /** Of a launch template: the version that is its default one, `$Latest` where the default follows every update. */
    readonly defaultVersion?: Setting;
    readonly scenarios: readonly Scenario[];
    /** Declared in another unit, which judges it: it is here for those that refer to it. */
    readonly judgedElsewhere?: true;
    /** The resource type as which its settings are sent, where that is another than its own: a module's `aws_instance`. */
    readonly sentAs?: string;
    /** What its parser has to say besides: told with findings, of all settings or of one. */
    readonly remarks?: readonly (Hop & {
        readonly setting?: SettingName;
    })[];
}
