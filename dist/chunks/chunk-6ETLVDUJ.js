// src/model/finding.ts
var severities = ["low", "medium", "high", "critical"];
var certainties = ["definite", "conditional", "possible"];

export {
  severities,
  certainties
};
