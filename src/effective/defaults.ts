import type { LaunchSettingName, Scalar } from "../model/setting.ts";

interface Default {
  readonly value: Scalar;
  readonly source: string;
}

const precedence = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html";

/** What EC2 uses when neither the launch, nor the account, nor the image says anything: the last layer. */
export const awsDefaults: Readonly<Record<LaunchSettingName, Default>> = {
  httpTokens: { value: "optional", source: precedence },
  httpPutResponseHopLimit: { value: 1, source: precedence },
  httpEndpoint: { value: "enabled", source: precedence },
  httpProtocolIpv6: { value: "disabled", source: precedence },
  instanceMetadataTags: { value: "disabled", source: precedence },
};

/**
 * What an image registered with `ImdsSupport = v2.0` brings: tokens required, and hop limit 2. Other options are not affected.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#ami-configuration
 */
export const imageDefaults: Readonly<Partial<Record<LaunchSettingName, Scalar>>> = {
  httpTokens: "required",
  httpPutResponseHopLimit: 2,
};
