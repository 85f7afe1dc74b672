import {
  child,
  parsePlain,
  readJson,
  stringOf
} from "./chunk-B3OLYYIZ.js";
import {
  launchSettings,
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";
import "./chunk-R7APFQ6S.js";

// src/parsers/launch-template-json/values.ts
var filledInLater = /\$\{|\$\(|\{\{|#\{|<%|^\$(?!Latest$|Default$)[A-Za-z_]\w*$|^%[A-Za-z_]\w*%$|^<[^<>]*>$|^__\w+__$|^@\w+@$/;
function isFilledInLater(text) {
  return text.length <= 2048 && filledInLater.test(text);
}
function placeOf(source, span) {
  return { source, span };
}
function opening(source, node) {
  return placeOf(source, { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) });
}
function written(map, key) {
  const entry = map.entries.get(key);
  return entry === void 0 || entry.value.kind === "scalar" && entry.value.value === null ? void 0 : entry;
}
function header(source, map, keys) {
  for (const key of keys) {
    const entry = written(map, key);
    if (entry?.value.kind === "scalar") return placeOf(source, { start: entry.keySpan.start, end: entry.value.span.end });
  }
  return opening(source, map);
}
function settingOf(source, { key, value }) {
  const at = placeOf(source, value.span);
  if (value.kind !== "scalar") return { state: "unknown", why: `${key} holds ${value.kind === "map" ? "an object" : "a list"} instead of a plain value`, at, trail: [] };
  if (value.value === null) return { state: "absent", at };
  if (typeof value.value === "string" && isFilledInLater(value.value)) return { state: "unknown", why: whyFilledIn(value.value), at, trail: [] };
  return { state: "known", value: value.value, at, trail: [] };
}
function whyFilledIn(text) {
  return `${text.length > 60 ? `${text.slice(0, 60)}\u2026` : text} is filled in before the document is used`;
}
function literal(map, key) {
  const text = stringOf(child(map, key));
  return text === void 0 || text === "" || isFilledInLater(text) ? void 0 : text;
}
function literals(map, keys) {
  return keys.flatMap((key) => literal(map, key) ?? []);
}
function labelled(path, label, open = " (") {
  return label !== void 0 && /^[^\p{C}]{1,128}$/u.test(label) ? `${path}${open}${label})` : path;
}

// src/parsers/launch-template-json/options.ts
function settingsAt(at, known = {}) {
  return Object.fromEntries(settingNames.map((name) => [name, known[name] ?? { state: "absent", at }]));
}
function noOptions(at, silence, names = launchSettings) {
  const settings = Object.fromEntries(names.map((name) => [name, missing(at, silence)]));
  return { block: { state: "absent", at }, settings: settingsAt(at, settings) };
}
function blockOptions(source, map, owner, silence, names = launchSettings) {
  const entry = written(map, "MetadataOptions");
  if (entry === void 0) return noOptions(owner, silence, names);
  const at = placeOf(source, entry.keySpan);
  if (entry.value.kind !== "map") return unreadable(source, entry, names);
  return { block: { state: "present", at }, settings: plainOptions(source, entry.value, at, silence, names) };
}
function plainOptions(source, map, at, silence, names) {
  const settings = {};
  for (const name of names) {
    const entry = written(map, spelling("launch-template-json", name));
    settings[name] = entry === void 0 ? missing(at, silence) : settingOf(source, entry);
  }
  return settingsAt(at, settings);
}
function unreadable(source, entry, names) {
  const at = placeOf(source, entry.value.span);
  const why = "MetadataOptions is not an object";
  const settings = Object.fromEntries(names.map((name) => [name, missing(at, why)]));
  return { block: { state: "unknown", why, at, trail: [] }, settings: settingsAt(at, settings) };
}
function missing(at, silence) {
  return silence === void 0 ? { state: "absent", at } : { state: "unknown", why: silence, at, trail: [] };
}

// src/parsers/launch-template-json/resource.ts
var format = "launch-template-json";
function resource(reading, found) {
  const { options, region } = found;
  return {
    kind: found.kind,
    format,
    type: reading.type,
    address: found.address,
    at: found.at,
    placement: region === void 0 ? { provider: format } : { provider: format, region },
    names: found.names,
    scenarios: [
      {
        when: [],
        block: options.block,
        settings: options.settings,
        links: (found.links ?? []).filter((link) => link !== void 0),
        image: found.image
      }
    ]
  };
}

// src/parsers/launch-template-json/account.ts
var accountSettings = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];
function modifiedDefaults(reading) {
  return [defaults(reading, reading.root, opening(reading.source, reading.root), "the account keeps what it has")];
}
function printedDefaults(reading) {
  const entry = reading.root.entries.get("AccountLevel");
  if (entry?.value.kind !== "map") return [];
  return [defaults(reading, entry.value, placeOf(reading.source, entry.keySpan), void 0)];
}
function defaults(reading, map, at, silence) {
  return resource(reading, {
    kind: "account-defaults",
    address: reading.type,
    at,
    region: void 0,
    names: [],
    options: { block: { state: "present", at }, settings: plainOptions(reading.source, map, at, silence, accountSettings) },
    image: { state: "absent" }
  });
}

// src/parsers/launch-template-json/references.ts
function imageUse(source, map, key = "ImageId") {
  const entry = written(map, key);
  if (entry === void 0) return { state: "absent" };
  const at = placeOf(source, entry.value.span);
  const text = stringOf(entry.value);
  if (text === void 0) return { state: "unknown", why: `${key} is not a plain text`, at, trail: [] };
  if (isFilledInLater(text)) return { state: "unknown", why: whyFilledIn(text), at, trail: [] };
  if (text.startsWith("resolve:ssm:")) return { state: "described", by: "ssm-parameter", patterns: [parameterName(text)], at, trail: [] };
  if (text.startsWith("ami-")) return { state: "named", name: text, at, trail: [] };
  return { state: "unknown", why: `${key} is no AMI id`, at, trail: [] };
}
function parameterName(text) {
  const reference = text.slice("resolve:ssm:".length);
  const inArn = reference.startsWith("arn:") ? reference.indexOf(":parameter/") : -1;
  const parameter = inArn === -1 ? reference : reference.slice(inArn + ":parameter".length);
  const colon = parameter.indexOf(":");
  return colon === -1 ? parameter : parameter.slice(0, colon);
}
function templateLink(source, map, key) {
  const entry = written(map, key);
  if (entry === void 0) return void 0;
  const at = placeOf(source, entry.keySpan);
  if (entry.value.kind !== "map") {
    return { to: "launch-template", target: { state: "unknown", why: `${key} is not an object`, at, trail: [] }, version: { state: "absent", at } };
  }
  const version = written(entry.value, "Version");
  return {
    to: "launch-template",
    target: templateTarget(source, entry.value),
    version: version === void 0 ? { state: "absent", at } : settingOf(source, version)
  };
}
function templateTarget(source, specification2) {
  const entry = written(specification2, "LaunchTemplateId") ?? written(specification2, "LaunchTemplateName");
  if (entry === void 0) return { state: "unknown", why: "the launch template has neither name nor id", at: opening(source, specification2), trail: [] };
  const at = placeOf(source, entry.value.span);
  const name = stringOf(entry.value);
  if (name === void 0 || name === "") return { state: "unknown", why: `${entry.key} is not a plain text`, at, trail: [] };
  if (isFilledInLater(name)) return { state: "unknown", why: whyFilledIn(name), at, trail: [] };
  return { state: "named", name, at, trail: [] };
}
function regionOfZones(nodes) {
  const regions = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    const text = stringOf(node);
    if (text === void 0 || text.length > 1e3) continue;
    for (const zone of text.split(",")) {
      const region = /^([a-z]{2,5}(?:-[a-z]+)+-\d{1,2})(?:[a-z]|-[a-z0-9-]+)$/.exec(zone.trim())?.[1];
      if (region !== void 0) regions.add(region);
    }
  }
  return only(regions);
}
function regionOfArn(node) {
  return /^arn:[a-z0-9-]+:[a-z0-9-]+:([a-z]{2,5}(?:-[a-z]+)+-\d{1,2}):/.exec(stringOf(node) ?? "")?.[1];
}
function placementZone(map) {
  return child(child(map, "Placement"), "AvailabilityZone");
}
function only(regions) {
  const [first] = regions;
  return regions.size === 1 ? first : void 0;
}

// src/parsers/launch-template-json/launches.ts
var threeOptions = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
function runInstances(reading) {
  const { source, root, type } = reading;
  const at = opening(source, root);
  return [
    resource(reading, {
      kind: "instance",
      address: type,
      at,
      region: regionOfZones([placementZone(root)]),
      names: [],
      options: blockOptions(source, root, at),
      links: [templateLink(source, root, "LaunchTemplate")],
      image: imageUse(source, root)
    })
  ];
}
function describedInstances(reading) {
  const reservations = child(reading.root, "Reservations");
  if (reservations?.kind !== "list") return [];
  return reservations.items.flatMap((reservation, outer) => {
    const instances = child(reservation, "Instances");
    if (instances?.kind !== "list") return [];
    return instances.items.flatMap((instance, inner) => {
      if (instance.kind !== "map" || isGone(instance)) return [];
      return [describedInstance(reading, instance, `Reservations[${outer}].Instances[${inner}]`)];
    });
  });
}
function isGone(instance) {
  const state = stringOf(child(child(instance, "State"), "Name"));
  return state === "terminated" || state === "shutting-down";
}
function describedInstance(reading, instance, path) {
  const { source } = reading;
  const at = header(source, instance, ["InstanceId"]);
  const options = blockOptions(source, instance, at, "the output does not show it");
  return resource(reading, {
    kind: "instance",
    address: labelled(path, literal(instance, "InstanceId")),
    at,
    region: regionOfZones([placementZone(instance)]),
    names: literals(instance, ["InstanceId"]),
    options: { ...options, settings: withState(source, instance, options.settings) },
    image: imageUse(source, instance)
  });
}
function withState(source, instance, settings) {
  const state = child(child(instance, "MetadataOptions"), "State");
  if (state === void 0 || stringOf(state) !== "pending") return settings;
  const hop = { at: placeOf(source, state.span), note: "MetadataOptions.State is pending: asked for, not yet in force" };
  const entries = Object.entries(settings).map(([name, setting]) => [name, setting.state === "known" ? { ...setting, trail: [...setting.trail, hop] } : setting]);
  return Object.fromEntries(entries);
}
function modifiedOptions(reading) {
  const { source, root, type } = reading;
  const at = header(source, root, ["InstanceId"]);
  const settings = plainOptions(source, root, at, "the instance keeps what it has", launchSettings);
  const options = { block: { state: "present", at }, settings };
  return [
    resource(reading, {
      kind: "instance",
      address: labelled(type, literal(root, "InstanceId"), "("),
      at,
      region: void 0,
      names: literals(root, ["InstanceId"]),
      options,
      image: { state: "absent" }
    })
  ];
}
function createdConfiguration(reading) {
  return [configuration(reading, reading.root, labelled(reading.type, literal(reading.root, "LaunchConfigurationName"), "("))];
}
function describedConfigurations(reading) {
  const list = child(reading.root, "LaunchConfigurations");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== "map") return [];
    return [configuration(reading, item, labelled(`LaunchConfigurations[${index}]`, literal(item, "LaunchConfigurationName")))];
  });
}
function configuration(reading, map, address) {
  const { source } = reading;
  const at = header(source, map, ["LaunchConfigurationName"]);
  const silence = written(map, "InstanceId") === void 0 ? void 0 : `taken over from instance ${literal(map, "InstanceId") ?? "?"}`;
  return resource(reading, {
    kind: "launch-configuration",
    address,
    at,
    region: regionOfArn(child(map, "LaunchConfigurationARN")),
    names: literals(map, ["LaunchConfigurationName"]),
    options: blockOptions(source, map, at, silence, threeOptions),
    image: imageUse(source, map)
  });
}

// src/parsers/launch-template-json/fleets.ts
function createdFleet(reading) {
  const entry = reading.root.entries.get("LaunchTemplateConfigs");
  if (entry?.value.kind !== "list") return [];
  const configs = configsOf(reading, entry.value);
  const special = configs.flatMap((config) => config.overrides.filter(differs).map((override) => specialOverride(reading, config, override)));
  const plain = configs.filter((config) => config.overrides.length === 0 || !config.overrides.every(differs));
  return [...plainFleet(reading, entry, plain), ...special];
}
function spotFleet(reading) {
  const config = child(reading.root, "SpotFleetRequestConfig") ?? reading.root;
  if (config.kind !== "map") return [];
  const entry = config.entries.get("LaunchTemplateConfigs");
  const fleet = entry?.value.kind === "list" ? plainFleet(reading, entry, configsOf(reading, entry.value)) : [];
  return [...fleet, ...mapsOf(config, "LaunchSpecifications").map(({ index, map }) => specification(reading, map, header(reading.source, map, ["ImageId", "InstanceType"]), `${reading.type}.LaunchSpecifications[${index}]`))];
}
function spotInstances(reading) {
  const entry = reading.root.entries.get("LaunchSpecification");
  if (entry?.value.kind !== "map") return [];
  return [specification(reading, entry.value, placeOf(reading.source, entry.keySpan), reading.type)];
}
function specification(reading, map, at, address) {
  return resource(reading, {
    kind: "launcher",
    address,
    at,
    region: regionOfZones([placementZone(map)]),
    names: [],
    options: noOptions(at),
    image: imageUse(reading.source, map)
  });
}
function configsOf(reading, list) {
  return mapsIn(list).map(({ index, map }) => {
    const path = `${reading.type}.LaunchTemplateConfigs[${index}]`;
    const overrides = mapsOf(map, "Overrides").map((override) => ({ path: `${path}.Overrides[${override.index}]`, map: override.map }));
    return { path, map, link: templateLink(reading.source, map, "LaunchTemplateSpecification") ?? unnamed(reading, map), overrides };
  });
}
function unnamed(reading, map) {
  const at = opening(reading.source, map);
  return { to: "launch-template", target: { state: "unknown", why: "no launch template is named", at, trail: [] }, version: { state: "absent", at } };
}
function differs({ map }) {
  return written(map, "MetadataOptions") !== void 0 || written(map, "ImageId") !== void 0;
}
function plainFleet(reading, entry, configs) {
  if (configs.length === 0) return [];
  const at = placeOf(reading.source, entry.keySpan);
  const zones = configs.flatMap((config) => config.overrides.flatMap((override) => differs(override) ? [] : zonesOf(override.map)));
  return [
    resource(reading, {
      kind: "launcher",
      address: reading.type,
      at,
      region: regionOfZones(zones),
      names: [],
      options: noOptions(at),
      links: configs.map((config) => config.link),
      image: { state: "absent" }
    })
  ];
}
function specialOverride(reading, config, override) {
  const { source } = reading;
  const at = header(source, override.map, ["InstanceType", "ImageId", "SubnetId"]);
  return resource(reading, {
    kind: "launcher",
    address: override.path,
    at,
    region: regionOfZones(zonesOf(override.map)),
    names: [],
    options: blockOptions(source, override.map, at, void 0, threeOptions),
    links: [config.link],
    image: imageUse(source, override.map)
  });
}
function zonesOf(map) {
  return [child(map, "AvailabilityZone"), placementZone(map)];
}
function mapsOf(map, key) {
  const list = child(map, key);
  return list?.kind === "list" ? mapsIn(list) : [];
}
function mapsIn(list) {
  return list.items.flatMap((item, index) => item.kind === "map" ? [{ index, map: item }] : []);
}

// src/parsers/launch-template-json/members.ts
function words(text) {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
var launchTemplateDataMembers = words(`
  BlockDeviceMappings CapacityReservationSpecification CpuOptions CreditSpecification DisableApiStop DisableApiTermination
  EbsOptimized ElasticGpuSpecifications ElasticInferenceAccelerators EnclaveOptions HibernationOptions IamInstanceProfile ImageId
  InstanceInitiatedShutdownBehavior InstanceMarketOptions InstanceRequirements InstanceType KernelId KeyName LicenseSpecifications
  MaintenanceOptions MetadataOptions Monitoring NetworkInterfaces NetworkPerformanceOptions Operator Placement
  PrivateDnsNameOptions RamDiskId SecondaryInterfaces SecurityGroupIds SecurityGroups TagSpecifications UserData`);
var createLaunchTemplateMembers = words("ClientToken DryRun LaunchTemplateData LaunchTemplateName Operator TagSpecifications VersionDescription");
var createLaunchTemplateVersionMembers = words(
  "ClientToken DryRun LaunchTemplateData LaunchTemplateId LaunchTemplateName ResolveAlias SourceVersion VersionDescription"
);
var runInstancesMembers = words(`
  AdditionalInfo BlockDeviceMappings CapacityReservationSpecification ClientToken CpuOptions CreditSpecification DisableApiStop
  DisableApiTermination DryRun EbsOptimized ElasticGpuSpecification ElasticInferenceAccelerators EnablePrimaryIpv6 EnclaveOptions
  HibernationOptions IamInstanceProfile ImageId InstanceInitiatedShutdownBehavior InstanceMarketOptions InstanceType
  Ipv6AddressCount Ipv6Addresses KernelId KeyName LaunchTemplate LicenseSpecifications MaintenanceOptions MaxCount MetadataOptions
  MinCount Monitoring NetworkInterfaces NetworkPerformanceOptions Operator Placement PrivateDnsNameOptions PrivateIpAddress
  RamdiskId SecondaryInterfaces SecurityGroupIds SecurityGroups SubnetId TagSpecifications UserData`);
var createFleetMembers = words(`
  ClientToken Context DryRun ExcessCapacityTerminationPolicy LaunchTemplateConfigs OnDemandOptions ReplaceUnhealthyInstances
  ReservedCapacityOptions SpotOptions TagSpecifications TargetCapacitySpecification TerminateInstancesWithExpiration Type ValidFrom
  ValidUntil`);
var spotFleetMembers = words(`
  AllocationStrategy ClientToken Context ExcessCapacityTerminationPolicy FulfilledCapacity IamFleetRole
  InstanceInterruptionBehavior InstancePoolsToUseCount LaunchSpecifications LaunchTemplateConfigs LoadBalancersConfig
  OnDemandAllocationStrategy OnDemandFulfilledCapacity OnDemandMaxTotalPrice OnDemandTargetCapacity ReplaceUnhealthyInstances
  SpotMaintenanceStrategies SpotMaxTotalPrice SpotPrice TagSpecifications TargetCapacity TargetCapacityUnitType
  TerminateInstancesWithExpiration Type ValidFrom ValidUntil`);
var requestSpotFleetMembers = words("DryRun SpotFleetRequestConfig");
var spotInstancesMembers = words(`
  AvailabilityZoneGroup BlockDurationMinutes ClientToken DryRun InstanceCount InstanceInterruptionBehavior LaunchGroup
  LaunchSpecification SpotPrice TagSpecifications Type ValidFrom ValidUntil`);
var launchConfigurationMembers = words(`
  AssociatePublicIpAddress BlockDeviceMappings ClassicLinkVPCId ClassicLinkVPCSecurityGroups EbsOptimized IamInstanceProfile
  ImageId InstanceId InstanceMonitoring InstanceType KernelId KeyName LaunchConfigurationName MetadataOptions PlacementTenancy
  RamdiskId SecurityGroups SpotPrice UserData`);
var registerImageMembers = words(`
  Architecture BillingProducts BlockDeviceMappings BootMode Description DryRun EnaSupport ImageLocation ImdsSupport KernelId Name
  RamdiskId RootDeviceName SriovNetSupport TagSpecifications TpmSupport UefiData VirtualizationType`);
var modifyImageMembers = words(`
  Attribute Description DryRun ImageId ImdsSupport LaunchPermission OperationType OrganizationArns OrganizationalUnitArns
  ProductCodes UserGroups UserIds Value`);
var imageAttributeMembers = words(`
  BlockDeviceMappings BootMode DeregistrationProtection Description ImageId ImdsSupport KernelId LastLaunchedTime LaunchPermissions
  ProductCodes RamdiskId SriovNetSupport TpmSupport UefiData`);
var modifyOptionsMembers = words("DryRun HttpEndpoint HttpProtocolIpv6 HttpPutResponseHopLimit HttpTokens InstanceId InstanceMetadataTags");
var modifyDefaultsMembers = words("DryRun HttpEndpoint HttpPutResponseHopLimit HttpTokens HttpTokensEnforced InstanceMetadataTags");
var accountLevelMembers = words(
  "HttpEndpoint HttpPutResponseHopLimit HttpTokens HttpTokensEnforced InstanceMetadataTags ManagedBy ManagedExceptionMessage"
);
var enumeratedMembers = words(`
  AcceleratorManufacturers AcceleratorNames AcceleratorTypes AllocationStrategy AmdSevSnp Architecture AutoRecovery
  BandwidthWeighting BareMetal BootMode BurstablePerformance CapacityReservationPreference CpuManufacturers
  DefaultTargetCapacityType ExcessCapacityTerminationPolicy Group HostnameType HttpEndpoint HttpProtocolIpv6 HttpTokens
  HttpTokensEnforced ImdsSupport InstanceGenerations InstanceInitiatedShutdownBehavior InstanceInterruptionBehavior
  InstanceMetadataTags InstanceType InterfaceType LocalStorage LocalStorageTypes MarketType MarketTypes NestedVirtualization
  OnDemandAllocationStrategy OperationType ReplacementStrategy ReservationTypes ResourceType SpotInstanceType
  TargetCapacityUnitType Tenancy TpmSupport Type UsageStrategy VolumeType`);

// src/parsers/launch-template-json/evidence.ts
function launchEvidence(node, members) {
  if (node?.kind !== "map") return 0;
  if (isOfAnotherCloud(node)) return 0;
  return members.filter((member) => isOfKind(member, child(node, member))).length;
}
function holdsMetadataOptions(map) {
  const options = child(map, "MetadataOptions");
  return options?.kind === "map" && [...options.entries.keys()].some((key) => accountLevelMembers.has(key));
}
function isOfAnotherCloud(map) {
  if (holdsMetadataOptions(map)) return false;
  const image = child(map, "ImageId");
  const type = child(map, "InstanceType");
  return image !== void 0 && !isImageReference(image) || type !== void 0 && !isInstanceType(type);
}
function isOfKind(member, value) {
  if (value === void 0) return false;
  switch (member) {
    case "ImageId":
    case "InstanceType":
      return true;
    case "InstanceId":
      return isInstanceId(value);
    case "UserData":
      return value.kind !== "list";
    case "BlockDeviceMappings":
    case "NetworkInterfaces":
    case "SecurityGroupIds":
    case "TagSpecifications":
      return value.kind === "list";
    default:
      return value.kind === "map";
  }
}
function isImageReference(node) {
  if (node.kind === "map") return true;
  if (node.kind === "list") return false;
  if (node.value === null || node.value === "") return true;
  if (typeof node.value !== "string") return false;
  return /ami/i.test(node.value) || node.value.startsWith("resolve:ssm:") || /^[A-Z][A-Z0-9_]*$/.test(node.value) || isFilledInLater(node.value);
}
function isInstanceType(node) {
  if (node.kind === "map") return true;
  if (node.kind === "list") return false;
  if (node.value === null || node.value === "") return true;
  if (typeof node.value !== "string") return false;
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(node.value) && !node.value.startsWith("ecs.") || isFilledInLater(node.value);
}
function isInstanceId(node) {
  const id = stringOf(node);
  return id !== void 0 && (id.startsWith("i-") || isFilledInLater(id));
}
function isImageId(node) {
  const id = stringOf(node);
  return id !== void 0 && (id.startsWith("ami-") || isFilledInLater(id));
}
function countedOrText(map, key) {
  const node = child(map, key);
  if (node?.kind !== "scalar") return node?.kind === "map";
  if (typeof node.value === "number") return true;
  return typeof node.value === "string" && (/^\d+$/.test(node.value) || isFilledInLater(node.value));
}
var optionWords = /* @__PURE__ */ new Set(["optional", "required", "enabled", "disabled", "no-preference"]);
function holdsOptionValues(root) {
  let known = false;
  for (const { key, value } of root.entries.values()) {
    if (value.kind !== "scalar") return false;
    if (typeof value.value === "string" && optionWords.has(value.value.toLowerCase())) known = true;
    if (typeof value.value === "number" && key === "HttpPutResponseHopLimit") known = true;
  }
  return known;
}
function isAccountLevel(node) {
  return node?.kind === "map" && [...node.entries.keys()].every((key) => accountLevelMembers.has(key));
}
function isTemplateData(node) {
  return node?.kind === "map" && !isOfAnotherCloud(node);
}
function isVersionList(node) {
  return anyMap(node, (version) => isTemplateData(child(version, "LaunchTemplateData")) && ["VersionNumber", "LaunchTemplateId", "LaunchTemplateName"].some((key) => version.entries.has(key)));
}
function isReservationList(node) {
  return anyMap(node, (reservation) => anyMap(child(reservation, "Instances"), (instance) => isInstanceId(child(instance, "InstanceId"))));
}
var imageMembers = ["RootDeviceName", "RootDeviceType", "ImageLocation", "ImageType", "Architecture", "VirtualizationType", "State", "ImdsSupport", "Public"];
function isImageList(node) {
  return anyMap(node, (image) => isImageId(child(image, "ImageId")) && imageMembers.some((member) => image.entries.has(member)));
}
function isConfigurationList(node) {
  return anyMap(node, (configuration2) => stringOf(child(configuration2, "LaunchConfigurationName")) !== void 0);
}
function anyMap(node, test) {
  return node?.kind === "list" && node.items.some((item) => item.kind === "map" && test(item));
}

// src/parsers/launch-template-json/images.ts
function registeredImage(reading) {
  const { source, root, type } = reading;
  const at = header(source, root, ["Name"]);
  const support = written(root, "ImdsSupport");
  return [
    resource(reading, {
      kind: "image",
      address: labelled(type, literal(root, "Name"), "("),
      at,
      region: void 0,
      names: literals(root, ["Name"]),
      options: imageOptions(at, supportOf(source, at, support), registered(at)),
      image: { state: "absent" }
    })
  ];
}
function describedImages(reading) {
  const { source } = reading;
  const list = child(reading.root, "Images");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== "map" || !isImageId(child(item, "ImageId"))) return [];
    const at = header(source, item, ["ImageId"]);
    const origin = isOwnRegistration(item) ? registered(at) : { state: "absent", at };
    return [
      resource(reading, {
        kind: "image",
        address: labelled(`Images[${index}]`, literal(item, "ImageId")),
        at,
        region: void 0,
        names: literals(item, ["ImageId", "Name"]),
        options: imageOptions(at, supportOf(source, at, written(item, "ImdsSupport")), origin),
        image: imageUse(source, item, "SourceImageId")
      })
    ];
  });
}
function isOwnRegistration(image) {
  const alias = stringOf(child(image, "ImageOwnerAlias"));
  if (alias !== void 0 && alias !== "self") return false;
  const open = child(image, "Public");
  if (open?.kind === "scalar" && open.value === true) return false;
  return written(image, "SourceImageId") === void 0 && written(image, "SourceInstanceId") === void 0;
}
function imageAttribute(reading) {
  const { source, root, type } = reading;
  const at = header(source, root, ["ImageId"]);
  const support = written(root, "ImdsSupport") ?? written(root, "Value");
  const origin = { state: "unknown", why: "the document does not say whether the image was registered or copied", at, trail: [] };
  return [
    resource(reading, {
      kind: "image",
      address: labelled(type, literal(root, "ImageId"), "("),
      at,
      region: void 0,
      names: literals(root, ["ImageId"]),
      options: imageOptions(at, supportOf(source, at, support), origin),
      image: { state: "absent" }
    })
  ];
}
function supportOf(source, owner, entry) {
  if (entry?.value.kind !== "map") return entry === void 0 ? { state: "absent", at: owner } : settingOf(source, entry);
  const value = written(entry.value, "Value");
  if (value !== void 0) return settingOf(source, value);
  const at = placeOf(source, entry.keySpan);
  return entry.value.entries.size === 0 ? { state: "absent", at } : { state: "unknown", why: "ImdsSupport has no Value", at, trail: [] };
}
function registered(at) {
  return { state: "known", value: "registered", at, trail: [] };
}
function imageOptions(at, imdsSupport, imageOrigin) {
  return { block: { state: "present", at }, settings: settingsAt(at, { imdsSupport, imageOrigin }) };
}

// src/parsers/launch-template-json/shapes.ts
var documentTypes = [
  "describe-launch-template-versions",
  "describe-instances",
  "describe-images",
  "describe-launch-configurations",
  "get-instance-metadata-defaults",
  "get-launch-template-data",
  "create-launch-template-version",
  "create-launch-template",
  "create-fleet",
  "request-spot-fleet",
  "request-spot-instances",
  "run-instances",
  "create-launch-configuration",
  "modify-instance-metadata-options",
  "modify-instance-metadata-defaults",
  "modify-image-attribute",
  "describe-image-attribute",
  "register-image",
  "launch-template-data"
];
var telling = [
  "ImageId",
  "InstanceType",
  "InstanceRequirements",
  "MetadataOptions",
  "BlockDeviceMappings",
  "NetworkInterfaces",
  "IamInstanceProfile",
  "SecurityGroupIds",
  "UserData",
  "TagSpecifications"
];
var shapes = {
  "describe-launch-template-versions": answer("LaunchTemplateVersions", isVersionList),
  "describe-instances": answer("Reservations", isReservationList),
  "describe-images": answer("Images", isImageList),
  "describe-launch-configurations": answer("LaunchConfigurations", isConfigurationList),
  "get-instance-metadata-defaults": {
    needs: ["AccountLevel"],
    members: /* @__PURE__ */ new Set(["AccountLevel", "ManagedBy", "ResponseMetadata"]),
    fits: (root) => isAccountLevel(child(root, "AccountLevel"))
  },
  "get-launch-template-data": {
    needs: ["LaunchTemplateData"],
    members: /* @__PURE__ */ new Set(["LaunchTemplateData", "ResponseMetadata"]),
    fits: (root) => hasData(root) && anyMember(child(root, "LaunchTemplateData"), launchTemplateDataMembers)
  },
  "create-launch-template-version": {
    needs: ["LaunchTemplateData"],
    some: ["LaunchTemplateId", "SourceVersion", "ResolveAlias"],
    members: createLaunchTemplateVersionMembers,
    tolerant: true,
    fits: hasData
  },
  "create-launch-template": {
    needs: ["LaunchTemplateName", "LaunchTemplateData"],
    members: createLaunchTemplateMembers,
    tolerant: true,
    fits: hasData
  },
  "create-fleet": {
    needs: ["LaunchTemplateConfigs", "TargetCapacitySpecification"],
    members: createFleetMembers,
    tolerant: true,
    fits: (root) => kindOf(root, "LaunchTemplateConfigs") === "list" && kindOf(root, "TargetCapacitySpecification") === "map"
  },
  "request-spot-fleet": {
    needs: [],
    some: ["SpotFleetRequestConfig", "IamFleetRole"],
    members: /* @__PURE__ */ new Set([...requestSpotFleetMembers, ...spotFleetMembers]),
    tolerant: true,
    fits: (root) => isSpotFleet(child(root, "SpotFleetRequestConfig") ?? root)
  },
  "request-spot-instances": {
    needs: ["LaunchSpecification"],
    some: ["SpotPrice", "InstanceCount", "Type", "ValidFrom", "ValidUntil", "InstanceInterruptionBehavior", "BlockDurationMinutes"],
    members: spotInstancesMembers,
    tolerant: true,
    fits: (root) => launchEvidence(child(root, "LaunchSpecification"), telling) >= 1
  },
  "run-instances": {
    needs: ["MinCount", "MaxCount"],
    some: [...telling, "LaunchTemplate"],
    members: runInstancesMembers,
    tolerant: true,
    fits: (root) => countedOrText(root, "MinCount") && countedOrText(root, "MaxCount") && launchEvidence(root, [...telling, "LaunchTemplate"]) >= 1
  },
  "create-launch-configuration": {
    needs: ["LaunchConfigurationName"],
    some: ["ImageId", "InstanceType", "InstanceId", "MetadataOptions"],
    members: launchConfigurationMembers,
    fits: (root) => kindOf(root, "LaunchConfigurationName") === "scalar" && launchEvidence(root, ["ImageId", "InstanceType", "InstanceId", "MetadataOptions"]) >= 1
  },
  "modify-instance-metadata-options": {
    needs: ["InstanceId"],
    some: ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"],
    members: modifyOptionsMembers,
    fits: (root) => isInstanceId(child(root, "InstanceId"))
  },
  "modify-instance-metadata-defaults": {
    needs: [],
    some: ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "InstanceMetadataTags", "HttpTokensEnforced"],
    members: modifyDefaultsMembers,
    fits: holdsOptionValues
  },
  "modify-image-attribute": {
    needs: ["ImageId"],
    some: ["ImdsSupport", "Attribute"],
    members: modifyImageMembers,
    fits: (root) => isImageId(child(root, "ImageId")) && setsImdsSupport(root)
  },
  "describe-image-attribute": {
    needs: ["ImageId", "ImdsSupport"],
    members: /* @__PURE__ */ new Set([...imageAttributeMembers, "ResponseMetadata"]),
    fits: (root) => isImageId(child(root, "ImageId")) && kindOf(root, "ImdsSupport") === "map"
  },
  "register-image": {
    needs: ["Name"],
    some: ["Architecture", "RootDeviceName", "BlockDeviceMappings", "ImageLocation", "ImdsSupport"],
    members: registerImageMembers,
    fits: isRegistration
  },
  "launch-template-data": {
    needs: [],
    some: telling,
    least: 2,
    members: launchTemplateDataMembers,
    fits: (root) => launchEvidence(root, telling) >= 2
  }
};
function candidates(keys) {
  return documentTypes.filter((type) => keysFit(shapes[type], keys));
}
function recognise(root) {
  return candidates(new Set(root.entries.keys())).find((type) => shapes[type].fits(root));
}
function keysFit(shape, keys) {
  if (!shape.needs.every((key) => keys.has(key))) return false;
  if (shape.some !== void 0 && shape.some.filter((key) => keys.has(key)).length < (shape.least ?? 1)) return false;
  const foreign = [...keys].filter((key) => !shape.members.has(key));
  if (foreign.length === 0) return true;
  return shape.tolerant === true && foreign.length * 2 <= keys.size && foreign.every((key) => /^(?:[A-Z][A-Za-z0-9]*|[$_/#].*)$/.test(key));
}
function answer(list, fits) {
  return { needs: [list], members: /* @__PURE__ */ new Set([list, "NextToken", "ResponseMetadata"]), fits: (root) => fits(child(root, list)) };
}
function hasData(root) {
  const name = child(root, "LaunchTemplateName");
  return isTemplateData(child(root, "LaunchTemplateData")) && (name === void 0 || name.kind === "scalar");
}
function isSpotFleet(config) {
  if (config.kind !== "map" || !config.entries.has("IamFleetRole") || !config.entries.has("TargetCapacity")) return false;
  return kindOf(config, "LaunchSpecifications") === "list" || kindOf(config, "LaunchTemplateConfigs") === "list";
}
function setsImdsSupport(root) {
  const support = child(root, "ImdsSupport");
  if (support !== void 0) return support.kind !== "list" && !(support.kind === "map" && support.entries.size === 0);
  return stringOf(child(root, "Attribute")) === "imdsSupport" && kindOf(root, "Value") === "scalar";
}
function isRegistration(root) {
  if (kindOf(root, "Name") !== "scalar") return false;
  if (kindOf(root, "BlockDeviceMappings") === "list" || kindOf(root, "RootDeviceName") === "scalar" || kindOf(root, "ImdsSupport") === "scalar") return true;
  if (stringOf(child(root, "ImageLocation"))?.endsWith(".manifest.xml") === true) return true;
  const typical = ["Architecture", "ImageLocation", "EnaSupport", "VirtualizationType", "SriovNetSupport", "TpmSupport"];
  return typical.filter((key) => kindOf(root, key) === "scalar").length >= 2;
}
function anyMember(node, members) {
  return node?.kind === "map" && [...node.entries.keys()].some((key) => members.has(key));
}
function kindOf(map, key) {
  return map.entries.get(key)?.value.kind;
}

// src/parsers/launch-template-json/skeleton.ts
var identities = /* @__PURE__ */ new Set([
  "ImageId",
  "InstanceId",
  "LaunchTemplateName",
  "LaunchTemplateId",
  "LaunchConfigurationName",
  "Name",
  "IamFleetRole",
  "HttpTokens",
  "Value"
]);
var counts = /* @__PURE__ */ new Set(["MinCount", "MaxCount", "InstanceCount", "TargetCapacity", "TotalTargetCapacity", "VersionNumber"]);
function isSkeleton(root) {
  const found = { filledIn: false, blankIdentity: false };
  inspect(root, "", found);
  return !found.filledIn && (found.blankIdentity || isBlankDryRun(root));
}
function inspect(node, member, found) {
  if (found.filledIn) return;
  switch (node.kind) {
    case "map":
      for (const { key, value } of node.entries.values()) inspect(value, key, found);
      return;
    case "list":
      if (node.items.length > 1) found.filledIn = true;
      for (const item of node.items.slice(0, 1)) inspect(item, member, found);
      return;
    case "scalar":
      if (!isPlaceholder(node.value, member)) found.filledIn = true;
      else if (identities.has(member) && (node.value === "" || node.value === member)) found.blankIdentity = true;
      else if (counts.has(member) && node.value === 0) found.blankIdentity = true;
  }
}
function isPlaceholder(value, member) {
  if (typeof value === "number") return value === 0;
  if (typeof value === "boolean") return value;
  if (value === null || value === "" || value === member) return true;
  if (enumeratedMembers.has(member)) return true;
  return value.startsWith("1970-01-01T00:00:00") || value === "String" || value === "SecurityGroupId" || `${value}s` === member;
}
function isBlankDryRun(root) {
  const value = (key) => {
    const node = root.entries.get(key)?.value;
    return node?.kind === "scalar" ? node.value : void 0;
  };
  return value("DryRun") === true && value("HttpPutResponseHopLimit") === 0;
}

// src/parsers/launch-template-json/templates.ts
var nameMembers = ["LaunchTemplateName", "LaunchTemplateId"];
function bareTemplate(reading) {
  const at = opening(reading.source, reading.root);
  return [template(reading, { address: reading.type, at, data: reading.root, owner: at, names: [] })];
}
function namedTemplate(reading) {
  const { source, root, type } = reading;
  const entry = root.entries.get("LaunchTemplateData");
  if (entry?.value.kind !== "map") return [];
  const owner = placeOf(source, entry.keySpan);
  const names = literals(root, nameMembers);
  const version = written(root, "SourceVersion");
  const silence = version === void 0 ? void 0 : `inherited from version ${version.value.kind === "scalar" ? String(version.value.value) : "?"} of the launch template`;
  const at = names.length === 0 ? owner : header(source, root, nameMembers);
  return [template(reading, { address: labelled(type, names[0], "("), at, data: entry.value, owner, names, silence })];
}
function templateVersions(reading) {
  const list = child(reading.root, "LaunchTemplateVersions");
  if (list?.kind !== "list") return [];
  const newest = newestVersions(list.items.filter((item) => item.kind === "map"));
  return list.items.flatMap((item, index) => {
    if (item.kind !== "map") return [];
    const number = numberOf(item);
    const isNewest = number === void 0 || newest.get(templateOf(item)) === number;
    return isNewest || isDefaultVersion(item) ? templateVersion(reading, item, `LaunchTemplateVersions[${index}]`) : [];
  });
}
function templateVersion(reading, version, path) {
  const data = version.entries.get("LaunchTemplateData");
  if (data?.value.kind !== "map") return [];
  const names = literals(version, nameMembers);
  const number = numberOf(version);
  const label = [names[0], number === void 0 ? void 0 : `version ${number}`, isDefaultVersion(version) ? "default" : void 0];
  return [
    template(reading, {
      address: labelled(path, label.filter((part) => part !== void 0).join(", ")),
      at: header(reading.source, version, [...nameMembers, "VersionNumber"]),
      data: data.value,
      owner: placeOf(reading.source, data.keySpan),
      names
    })
  ];
}
function newestVersions(versions) {
  const newest = /* @__PURE__ */ new Map();
  for (const version of versions) {
    const number = numberOf(version);
    if (number !== void 0) newest.set(templateOf(version), Math.max(number, newest.get(templateOf(version)) ?? number));
  }
  return newest;
}
function templateOf(version) {
  return stringOf(child(version, "LaunchTemplateId")) ?? stringOf(child(version, "LaunchTemplateName")) ?? "";
}
function numberOf(version) {
  const node = child(version, "VersionNumber");
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : void 0;
}
function isDefaultVersion(version) {
  const node = child(version, "DefaultVersion");
  return node?.kind === "scalar" && node.value === true;
}
function template(reading, found) {
  const { source } = reading;
  return resource(reading, {
    kind: "launch-template",
    address: found.address,
    at: found.at,
    region: regionOfZones([placementZone(found.data)]),
    names: found.names,
    options: blockOptions(source, found.data, found.owner, found.silence),
    image: imageUse(source, found.data)
  });
}

// src/parsers/launch-template-json/index.ts
var readers = {
  "describe-launch-template-versions": templateVersions,
  "describe-instances": describedInstances,
  "describe-images": describedImages,
  "describe-launch-configurations": describedConfigurations,
  "get-instance-metadata-defaults": printedDefaults,
  "get-launch-template-data": namedTemplate,
  "create-launch-template-version": namedTemplate,
  "create-launch-template": namedTemplate,
  "create-fleet": createdFleet,
  "request-spot-fleet": spotFleet,
  "request-spot-instances": spotInstances,
  "run-instances": runInstances,
  "create-launch-configuration": createdConfiguration,
  "modify-instance-metadata-options": modifiedOptions,
  "modify-instance-metadata-defaults": modifiedDefaults,
  "modify-image-attribute": imageAttribute,
  "describe-image-attribute": imageAttribute,
  "register-image": registeredImage,
  "launch-template-data": bareTemplate
};
var launchTemplateJson = { parse };
var nothing = { recognised: false, resources: [], problems: [] };
async function parse(unit) {
  const results = await Promise.all(unit.sources.map(parseSource));
  return {
    recognised: results.some((result) => result.recognised),
    resources: results.flatMap((result) => result.resources),
    problems: results.flatMap((result) => result.problems)
  };
}
async function parseSource(source) {
  if (!await mayBeOurs(source)) return nothing;
  const document = await readJson(source);
  if (document.root === void 0) {
    return isClearlyOurs(source.text) ? { recognised: true, resources: [], problems: problems(source, document) } : nothing;
  }
  if (document.root.kind !== "map") return nothing;
  const type = recognise(document.root);
  if (type === void 0 || isSkeleton(document.root)) return nothing;
  const reading = { source, type, root: document.root };
  return { recognised: true, resources: readers[type](reading), problems: problems(source, document) };
}
async function mayBeOurs(source) {
  const plain = await parsePlain(source);
  if ("fault" in plain) return true;
  const { value } = plain;
  return typeof value === "object" && value !== null && !Array.isArray(value) && candidates(new Set(Object.keys(value))).length > 0;
}
function isClearlyOurs(text) {
  if (!/^\uFEFF?\s*\{/.test(text) || /"AWS::|"AWSTemplateFormatVersion"/.test(text)) return false;
  return /"(?:MetadataOptions|LaunchTemplateData|LaunchTemplateVersions|LaunchTemplateConfigs|HttpTokens|HttpPutResponseHopLimit|ImdsSupport)"\s*:/.test(text);
}
function problems(source, document) {
  return document.faults.map(({ message, span }) => ({ kind: "syntax", message, location: locate({ source, span }) }));
}
export {
  launchTemplateJson
};
