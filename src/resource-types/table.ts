import { cloudControlTypes } from "./cloud-control-types.ts";
import { launcherTypes } from "./launcher-types.ts";
import { machineTypes } from "./machine-types.ts";
import { policyTypes } from "./policy-types.ts";
import type { ResourceType } from "./resource-type.ts";
import { serviceTypes } from "./service-types.ts";

/** The resource types of Terraform's AWS providers that matter to IMDS, for code and for plans alike. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([...machineTypes, ...launcherTypes, ...serviceTypes, ...cloudControlTypes, ...policyTypes]);
