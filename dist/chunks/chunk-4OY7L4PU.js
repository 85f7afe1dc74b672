// src/model/setting.ts
var launchSettings = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"];
var settingNames = [...launchSettings, "imdsSupport", "imageOrigin", "httpTokensEnforced"];
var snake = {
  httpTokens: "http_tokens",
  httpPutResponseHopLimit: "http_put_response_hop_limit",
  httpEndpoint: "http_endpoint",
  httpProtocolIpv6: "http_protocol_ipv6",
  instanceMetadataTags: "instance_metadata_tags",
  imdsSupport: "imds_support",
  imageOrigin: "image origin",
  httpTokensEnforced: "http_tokens_enforced"
};
var pascal = {
  httpTokens: "HttpTokens",
  httpPutResponseHopLimit: "HttpPutResponseHopLimit",
  httpEndpoint: "HttpEndpoint",
  httpProtocolIpv6: "HttpProtocolIpv6",
  instanceMetadataTags: "InstanceMetadataTags",
  imdsSupport: "ImdsSupport",
  imageOrigin: "image origin",
  httpTokensEnforced: "HttpTokensEnforced"
};
function spelling(format, name) {
  return format === "terraform" ? snake[name] : pascal[name];
}

export {
  launchSettings,
  settingNames,
  spelling
};
