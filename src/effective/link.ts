import type { EffectiveResource, EffectiveScenario, EffectiveSetting, Facts, Remark } from "../model/effective.ts";
import type { Assumption, Link, Resource, Scenario } from "../model/resource.ts";
import { settingNames, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { accountDefaults, accounts, type AccountDefaults } from "./account.ts";
import { imageSupport, type ImageSupport } from "./images.ts";
import { indexResources, type Index } from "./index-resources.ts";
import { decide, notApplicable, type Voice } from "./layers.ts";
import { derivedAsWritten, derivedSettings } from "./derived.ts";
import { combine, type Through } from "./scenarios.ts";
import { versionRemarks } from "./provider-version.ts";
import type { Sent } from "./request.ts";
import { sent, sentAs } from "./sent.ts";
import { hasOwnDefault, settingsThatApply } from "./services.ts";
import { broughtImage, usersOf, type Users } from "./users.ts";
import { unsentOptions, unsentRemarks } from "./unsent.ts";

/** What `link` needs to know of one scope: the resources of one root module, template or document. */
interface Scope {
  /** Those of its resources that declare account defaults. */
  readonly declared: readonly Resource[];
  /** These, and the policies of an organization that may stand above them. */
  readonly governing: readonly Resource[];
  readonly index: Index;
  /** Asked only for launch templates without an image. */
  readonly users: () => Users;
  readonly facts: Facts;
}

/**
 * Works out the settings with which every resource of one scope (a root module, a template, a document) will launch:
 * launch over launch template over account default over image over AWS default, each option for itself, over what is really sent.
 * With a root module, its accounts are added. Never throws; what cannot be seen is `unknown` with the reason.
 */
export function link(resources: readonly Resource[], root: { readonly evidence: Place } | undefined, facts: Facts): readonly EffectiveResource[] {
  const governing = resources.filter(({ kind }) => kind === "account-defaults" || kind === "guardrail");
  const index = indexResources(resources);
  let known: Users | undefined;
  const users = (): Users => (known ??= usersOf(resources, index));
  const scope: Scope = { declared: governing.filter(({ kind }) => kind === "account-defaults"), governing, index, users, facts };
  const effective = resources.map((resource) => linkResource(resource, scope));
  return root === undefined ? effective : [...effective, ...accounts(resources, facts)];
}

function linkResource(resource: Resource, scope: Scope): EffectiveResource {
  switch (resource.kind) {
    case "instance":
    case "launch-template":
    case "launch-configuration":
    case "launcher":
    case "service":
      return linkLaunch(resource, scope);
    case "image":
    case "account-defaults":
    case "account":
    case "guardrail":
    case "script":
      return asWritten(resource, scope);
  }
}

/** Images and account defaults are not launched: their settings are what is written, copies of images what their source has. */
function asWritten(resource: Resource, scope: Scope): EffectiveResource {
  const layer = resource.kind === "account-defaults" ? "account-default" : resource.kind === "image" ? "image" : "launch";
  const scenarios = resource.scenarios.map((scenario): EffectiveScenario => {
    const settings = allSettings((name): EffectiveSetting => ({ ...scenario.settings[name], layer }));
    const derived = derivedAsWritten(resource, scenario, scope.governing, layer);
    return { when: scenario.when, settings: { ...settings, imdsSupport: inherited(resource, scenario, settings.imdsSupport, scope), ...derived } };
  });
  return { resource, scenarios, through: [], context: [] };
}

function inherited(resource: Resource, scenario: Scenario, own: EffectiveSetting, scope: Scope): EffectiveSetting {
  const origin = scenario.settings.imageOrigin;
  if (resource.kind !== "image" || origin.state !== "known" || origin.value !== "copied") return own;
  const source = imageSupport(scenario.image, scope.index, scope.facts, new Set([resource]));
  switch (source.support) {
    case "v2.0":
      return { state: "known", value: "v2.0", at: own.at, trail: source.trail, layer: "image" };
    case "none":
      return { state: "absent", at: own.at, layer: "image" };
    case "unknown":
      return { state: "unknown", why: `inherited from the source image, and ${source.why}`, at: own.at, trail: source.trail, layer: "image" };
  }
}

function linkLaunch(resource: Resource, scope: Scope): EffectiveResource {
  const ways = resource.scenarios.flatMap((scenario) => combine(scenario, waysThrough(sent(resource, scenario).links, scope)));
  const account = accountDefaults(scope.declared, resource.placement, scope.facts);
  const scenarios = ways.map((way): EffectiveScenario => layered(resource, way.scenario, way.when, way.through, account, scope));
  const through = new Set(ways.flatMap((way) => (way.through?.template === undefined ? [] : [way.through.template.address])));
  const dropped = resource.scenarios.flatMap((scenario) => [...sent(resource, scenario).dropped, ...remarksOf(resource, scenario), ...unheardImage(resource, scenario, scope)]);
  const unsent = ways.flatMap((way) => unsentRemarks(resource, way.scenario.block, sent(resource, way.scenario), outerOf(way.through)));
  return { resource, scenarios, through: [...through], context: [...dropped, ...unsent, ...(resource.remarks ?? []), ...accountContext(account)] };
}

function remarksOf(resource: Resource, scenario: Scenario): readonly Remark[] {
  return sentAs(resource) === "aws_launch_template" ? versionRemarks(scenario, resource.placement.version) : [];
}

/** An image that requires tokens is taken for protection, and a launch configuration is not documented to ask it (see `layered`). */
function unheardImage({ kind }: Resource, { image, settings }: Scenario, scope: Scope): readonly Remark[] {
  if (kind !== "launch-configuration" || image.state === "absent" || settings.httpTokens.state !== "absent") return [];
  if (imageSupport(image, scope.index, scope.facts).support !== "v2.0") return [];
  const note = "this image requires tokens, but AWS documents that a launch configuration without the option accepts both versions";
  const [at] = image.state === "one-of" ? image.images.flatMap((one) => (one.state === "absent" ? [] : [one.at])) : [image.at];
  return at === undefined ? [] : [{ at, note, setting: "httpTokens" }];
}

/** The template of one way to launch, where it is in the scanned code, with what was sent for it. */
function outerOf(through: Through | undefined): { readonly template: Resource; readonly sent: Sent } | undefined {
  return through?.template === undefined || through.scenario === undefined ? undefined : { template: through.template, sent: sent(through.template, through.scenario) };
}

/** The templates through which a launch goes, each with each of its own scenarios. */
function waysThrough(links: readonly Link[], scope: Scope): readonly Through[] {
  return links.flatMap((reference): readonly Through[] => {
    const kind = reference.to;
    const template = scope.index.find(kind, reference.target);
    if (template === undefined) return [{ link: reference, template: undefined, scenario: undefined }];
    return template.scenarios.flatMap((inner) => commonsOf(reference, scope).map((common) => ({ link: reference, template, scenario: inner, ...common })));
  });
}

/** What an override's template replaces, in each of its scenarios. */
function commonsOf({ instead }: Link, scope: Scope): readonly Pick<Through, "common">[] {
  const template = instead === undefined ? undefined : scope.index.find("launch-template", instead);
  return template === undefined ? [{}] : template.scenarios.map((scenario) => ({ common: { template, scenario } }));
}

function layered(resource: Resource, own: Scenario, when: readonly Assumption[], through: Through | undefined, defaults: AccountDefaults | undefined, scope: Scope): EffectiveScenario {
  // A launch configuration's unwritten options are documented with fixed values; neither account nor image is known to change them:
  // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMetadataOptions.html
  const alone = resource.kind === "launch-configuration" || through?.link.to === "launch-configuration" || hasOwnDefault(resource);
  const account = alone ? undefined : defaults;
  const ownSent = sent(resource, own);
  const outer = outerOf(through);
  const image = alone ? undefined : imageOf(resource, own, through, scope);
  const settings = allSettings((name): EffectiveSetting => notApplicable(ownSent.settings[name].at));
  for (const name of settingsThatApply(resource)) {
    const setting = ownSent.settings[name];
    const at = through === undefined || setting.state !== "absent" || own.block.state === "present" ? setting.at : through.link.target.at;
    const voices: Voice[] = [{ layer: "launch", setting, via: [] }];
    if (through !== undefined) voices.push(templateVoice(through, outer?.sent.settings[name], at));
    if (account !== undefined) voices.push({ layer: "account-default", setting: account.preferences[name], via: [{ at, note: `not set here, so ${account.says} decides` }] });
    settings[name] = decide(name, at, voices, image);
  }
  settings.unsentOptions = { ...unsentOptions(resource, own.block, ownSent, outer), layer: "launch" };
  const enforced = account?.preferences.httpTokensEnforced;
  if (enforced !== undefined) settings.httpTokensEnforced = { ...enforced, layer: "account-default" };
  if (image !== undefined) settings.imdsSupport = supportOf(image, settings.imdsSupport.at);
  const common = through?.common && { template: through.common.template, sent: sent(through.common.template, through.common.scenario) };
  return { when, settings: { ...settings, ...derivedSettings({ resource, own, ownSent, through, outer, common, account, image }, settings) } };
}

/** What the image of a launch brings, as a setting. */
function supportOf(image: ImageSupport, at: Place): EffectiveSetting {
  switch (image.support) {
    case "v2.0":
      return { state: "known", value: "v2.0", at, trail: image.trail, layer: "image" };
    case "none":
      return { state: "absent", at, layer: "image" };
    case "unknown":
      return { state: "unknown", why: image.why, at, trail: image.trail, layer: "image" };
  }
}

function templateVoice(through: Through, setting: Scenario["settings"][SettingName] | undefined, at: Place): Voice {
  const { target } = through.link;
  if (setting !== undefined && through.template !== undefined) {
    return { layer: "launch-template", setting, via: [...target.trail, { at: target.at, note: `launches through ${through.template.address}` }] };
  }
  const why = target.state === "unknown" ? target.why : `${words(through.link)} ${target.state === "named" ? target.name : target.address} is not in the scanned code`;
  return { layer: "launch-template", setting: { state: "unknown", why, at, trail: target.trail }, via: [] };
}

function words(reference: Link): string {
  switch (reference.to) {
    case "launch-template":
      return "launch template";
    case "launch-configuration":
      return "launch configuration";
    case "instance":
      return "instance";
  }
}

/** The launch's own image, else the template's; for a template without any, that of those who launch through it. */
function imageOf(resource: Resource, own: Scenario, through: Through | undefined, scope: Scope): ImageSupport {
  const use = own.image.state === "absent" ? (through?.scenario?.image ?? own.image) : own.image;
  const brought = resource.kind === "launch-template" && use.state === "absent" ? broughtImage(resource, scope.users(), scope.index, scope.facts) : undefined;
  return brought ?? imageSupport(use, scope.index, scope.facts);
}

function accountContext(account: AccountDefaults | undefined): EffectiveResource["context"] {
  const enforced = account?.preferences.httpTokensEnforced;
  if (account === undefined || enforced?.state !== "known" || enforced.value !== "enabled") return [];
  return [{ at: enforced.at, note: `${account.says} enforces tokens: a launch that does not resolve to required fails` }];
}

function allSettings(of: (name: SettingName) => EffectiveSetting): Record<SettingName, EffectiveSetting> {
  return Object.fromEntries(settingNames.map((name) => [name, of(name)])) as Record<SettingName, EffectiveSetting>;
}
