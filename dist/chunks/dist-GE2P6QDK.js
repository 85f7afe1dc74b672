import "./chunk-R7APFQ6S.js";

// node_modules/@microsoft/sarif/dist/sarif.js
var SARIF_SCHEMA_URI = "https://schemastore.azurewebsites.net/schemas/json/sarif-2.1.0.json";

// node_modules/@microsoft/sarif/dist/regions.js
const { readFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { fileURLToPath } = globalThis.process.getBuiltinModule("node:url");

// node_modules/@microsoft/sarif/dist/rollingHash.js
var TAB = 9;
var SPACE = 32;
var LF = 10;
var CR = 13;
var EOF = 65535;
var BLOCK_SIZE = 100;
var MASK = (1n << 64n) - 1n;
var MOD = 37n;
function computeFirstMod() {
  let firstMod = 1n;
  for (let i = 0; i < BLOCK_SIZE; i++) {
    firstMod = firstMod * MOD & MASK;
  }
  return firstMod;
}
function computeRollingHashes(fileText) {
  const rollingHashes = /* @__PURE__ */ new Map();
  if (fileText == null)
    return rollingHashes;
  const window = new Array(BLOCK_SIZE).fill(0);
  const lineNumbers = new Array(BLOCK_SIZE).fill(-1);
  let hashRaw = 0n;
  const firstMod = computeFirstMod();
  let index = 0;
  let lineNumber = 0;
  let lineStart = true;
  let prevCR = false;
  const hashCounts = /* @__PURE__ */ new Map();
  const outputHash = () => {
    const hashValue = (hashRaw & MASK).toString(16);
    const count = (hashCounts.get(hashValue) ?? 0) + 1;
    hashCounts.set(hashValue, count);
    rollingHashes.set(lineNumbers[index], `${hashValue}:${count}`);
    lineNumbers[index] = -1;
  };
  const updateHash = (current) => {
    const begin = window[index];
    window[index] = current;
    hashRaw = MOD * hashRaw + BigInt(current) - firstMod * BigInt(begin) & MASK;
    index = (index + 1) % BLOCK_SIZE;
  };
  const processCharacter = (current) => {
    if (current === SPACE || current === TAB || prevCR && current === LF) {
      prevCR = false;
      return;
    }
    if (current === CR) {
      current = LF;
      prevCR = true;
    } else {
      prevCR = false;
    }
    if (lineNumbers[index] !== -1) {
      outputHash();
    }
    if (lineStart) {
      lineStart = false;
      lineNumber++;
      lineNumbers[index] = lineNumber;
    }
    if (current === LF) {
      lineStart = true;
    }
    updateHash(current);
  };
  for (let i = 0; i < fileText.length; i++) {
    processCharacter(fileText.charCodeAt(i));
  }
  processCharacter(EOF);
  for (let i = 0; i < BLOCK_SIZE; i++) {
    if (lineNumbers[index] !== -1) {
      outputHash();
    }
    updateHash(0);
  }
  return rollingHashes;
}

// node_modules/@microsoft/sarif/dist/regions.js
var NEWLINE_CHARS = /* @__PURE__ */ new Set(["\n", "\r"]);
var BIG_SNIPPET_LENGTH = 512;
var SMALL_SNIPPET_LENGTH = 128;
var NewLineIndex = class {
  text;
  // lineOffsetStarts[n] is the char offset at which (1-based) line n+1 begins.
  lineOffsetStarts;
  constructor(text) {
    this.text = text;
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (NEWLINE_CHARS.has(c)) {
        if (c !== "\r" || i + 1 >= text.length || text[i + 1] !== "\n") {
          starts.push(i + 1);
        }
      }
    }
    this.lineOffsetStarts = starts;
  }
  get maximumLineNumber() {
    return this.lineOffsetStarts.length;
  }
  /** Char offset at which the given 1-based line begins. */
  startOffsetForLine(lineNumber) {
    if (lineNumber <= 0 || lineNumber > this.maximumLineNumber + 1) {
      throw new RangeError(`Line number ${lineNumber} is out of range.`);
    }
    if (lineNumber === this.maximumLineNumber + 1)
      return this.text.length;
    return this.lineOffsetStarts[lineNumber - 1];
  }
  /** 1-based {line, column} for the given char offset. */
  offsetInfo(offset) {
    if (offset < 0)
      throw new RangeError("Offset cannot be negative.");
    let lo = 0, hi = this.lineOffsetStarts.length - 1, idx = 0;
    while (lo <= hi) {
      const mid = lo + hi >> 1;
      const v = this.lineOffsetStarts[mid];
      if (v === offset) {
        idx = mid;
        break;
      }
      if (v < offset) {
        idx = mid;
        lo = mid + 1;
      } else {
        hi = mid - 1;
      }
    }
    const startOffset = this.lineOffsetStarts[idx];
    return { lineNumber: idx + 1, columnNumber: offset - startOffset + 1 };
  }
};
var FileRegionsCache = class {
  textCache = /* @__PURE__ */ new Map();
  indexCache = /* @__PURE__ */ new Map();
  hashCache = /* @__PURE__ */ new Map();
  rollingHashCache = /* @__PURE__ */ new Map();
  localPathFor(absoluteUri) {
    try {
      const u = new URL(absoluteUri);
      if (u.protocol === "file:")
        return fileURLToPath(u);
    } catch {
    }
    return void 0;
  }
  /** Returns file text or null if unreadable. */
  getText(absoluteUri) {
    if (this.textCache.has(absoluteUri))
      return this.textCache.get(absoluteUri);
    const path = this.localPathFor(absoluteUri);
    let text = null;
    if (path) {
      try {
        text = readFileSync(path, "utf8");
      } catch {
        text = null;
      }
    }
    this.textCache.set(absoluteUri, text);
    return text;
  }
  getNewLineIndex(absoluteUri) {
    if (this.indexCache.has(absoluteUri))
      return this.indexCache.get(absoluteUri);
    const text = this.getText(absoluteUri);
    const idx = text !== null ? new NewLineIndex(text) : null;
    this.indexCache.set(absoluteUri, idx);
    return idx;
  }
  /** sha-256 over the raw bytes of the file. */
  getSha256(absoluteUri) {
    if (this.hashCache.has(absoluteUri))
      return this.hashCache.get(absoluteUri);
    const path = this.localPathFor(absoluteUri);
    if (!path)
      return void 0;
    let buf;
    try {
      buf = readFileSync(path);
    } catch {
      return void 0;
    }
    const hash = createHash("sha256").update(buf).digest("hex").toUpperCase();
    this.hashCache.set(absoluteUri, hash);
    return hash;
  }
  /**
   * CodeQL-style per-line rolling-hash fingerprints for the file, keyed by
   * 1-based line number, or null if the file is unreadable. Mirrors
   * InsertOptionalDataVisitor.GetRollingHashes.
   */
  getRollingHashes(absoluteUri) {
    if (this.rollingHashCache.has(absoluteUri))
      return this.rollingHashCache.get(absoluteUri);
    const text = this.getText(absoluteUri);
    const hashes = text !== null ? computeRollingHashes(text) : null;
    this.rollingHashCache.set(absoluteUri, hashes);
    return hashes;
  }
  /**
   * Returns a copy of `inputRegion` with all text-related properties
   * populated (line/col ↔ charOffset/charLength) and optionally a snippet.
   * Mirrors FileRegionsCache.PopulateTextRegionProperties.
   *
   * `overwriteExistingData=false` (the default) throws on author/source
   * coordinate divergence; `true` replaces the authored value.
   */
  populateTextRegionProperties(inputRegion, absoluteUri, populateSnippet, overwriteExistingData = false) {
    if (!inputRegion || isBinaryRegion(inputRegion))
      return inputRegion;
    const idx = this.getNewLineIndex(absoluteUri);
    if (!idx)
      return inputRegion;
    const fileText = idx.text;
    const region = { ...inputRegion };
    if (!region.startLine || region.startLine === 0) {
      populateFromCharOffsetAndLength(idx, region, overwriteExistingData);
    } else {
      populateFromStartAndEndProperties(idx, region, fileText, overwriteExistingData);
    }
    if (populateSnippet && (region.charOffset ?? -1) >= 0 && (region.charLength ?? -1) >= 0 && (region.charOffset ?? 0) + (region.charLength ?? 0) <= fileText.length) {
      region.snippet ??= {};
      const snippetText = fileText.substring(region.charOffset, region.charOffset + region.charLength);
      if (region.snippet.text === void 0) {
        region.snippet.text = snippetText;
      }
    }
    return region;
  }
  /**
   * Builds a context region that spans roughly one line above and one line
   * below the input region (or a ±128-char window if that overflows 512
   * chars). Mirrors FileRegionsCache.ConstructMultilineContextSnippet.
   */
  constructMultilineContextSnippet(inputRegion, absoluteUri) {
    if (!inputRegion || isBinaryRegion(inputRegion))
      return void 0;
    const idx = this.getNewLineIndex(absoluteUri);
    if (!idx)
      return void 0;
    const fileText = idx.text;
    const original = this.populateTextRegionProperties(inputRegion, absoluteUri, true);
    if ((original.charLength ?? 0) >= BIG_SNIPPET_LENGTH) {
      return void 0;
    }
    const maxLine = idx.maximumLineNumber;
    const startLine = (inputRegion.startLine ?? 1) === 1 ? 1 : (inputRegion.startLine ?? 1) - 1;
    const endLineIn = inputRegion.endLine ?? inputRegion.startLine ?? 1;
    const endLine = endLineIn === maxLine ? maxLine : endLineIn + 1;
    let context = this.populateTextRegionProperties({ startLine, endLine }, absoluteUri, true);
    if ((original.charLength ?? 0) <= (context.charLength ?? 0) && (context.charLength ?? 0) <= BIG_SNIPPET_LENGTH) {
      return context;
    }
    const charOffset = Math.max(0, (original.charOffset ?? 0) - SMALL_SNIPPET_LENGTH);
    const charLength = Math.min(BIG_SNIPPET_LENGTH, fileText.length - charOffset);
    context = this.populateTextRegionProperties({ charOffset, charLength }, absoluteUri, true);
    return isProperSupersetOf(context, original) ? context : void 0;
  }
};
function isBinaryRegion(r) {
  return r.byteOffset !== void 0 && r.byteOffset >= 0;
}
function isProperSupersetOf(sup, sub) {
  if (isLineColumnBasedRegion(sup) && isLineColumnBasedRegion(sub) && !isLineColumnProperSupersetOf(sup, sub)) {
    return false;
  }
  if (isOffsetBasedRegion(sup) && isOffsetBasedRegion(sub) && !isOffsetProperSupersetOf(sup, sub)) {
    return false;
  }
  return true;
}
function isLineColumnBasedRegion(r) {
  return (r.startLine ?? 0) >= 1;
}
function isOffsetBasedRegion(r) {
  return (r.charOffset ?? -1) >= 0;
}
function isLineColumnProperSupersetOf(sup, sub) {
  const supStartLine = sup.startLine ?? 0;
  const supEndLine = sup.endLine ?? supStartLine;
  const supStartColumn = sup.startColumn ?? 1;
  const supEndColumn = sup.endColumn ?? Number.MAX_SAFE_INTEGER;
  const subStartLine = sub.startLine ?? 0;
  const subEndLine = sub.endLine ?? subStartLine;
  const subStartColumn = sub.startColumn ?? 1;
  const subEndColumn = sub.endColumn ?? Number.MAX_SAFE_INTEGER;
  if (supStartLine > subStartLine || supEndLine < subEndLine)
    return false;
  if (supStartLine === subStartLine && supStartColumn > subStartColumn)
    return false;
  if (supEndLine === subEndLine && supEndColumn < subEndColumn)
    return false;
  return !(supStartLine === subStartLine && supEndLine === subEndLine && supStartColumn === subStartColumn && supEndColumn === subEndColumn);
}
function isOffsetProperSupersetOf(sup, sub) {
  const supOffset = sup.charOffset ?? 0;
  const supLength = sup.charLength ?? 0;
  const subOffset = sub.charOffset ?? 0;
  const subLength = sub.charLength ?? 0;
  if (supOffset > subOffset)
    return false;
  if (supOffset + supLength < subOffset + subLength)
    return false;
  return !(supOffset === subOffset && supLength <= subLength);
}
function reconcile(overwrite, propertyName, computed, authored) {
  if (authored === computed)
    return authored;
  if (overwrite)
    return computed;
  throw new Error(`The input region specifies '${propertyName}' = ${authored}, but the value computed from the source file is ${computed}. Authored region coordinates must exactly match the source text; omit a coordinate to have the SDK compute it, or set overwriteExistingData to recompute (overwrite) it.`);
}
function populateFromCharOffsetAndLength(idx, region, overwrite) {
  const charOffset = region.charOffset ?? 0;
  const charLength = region.charLength ?? 0;
  const start = idx.offsetInfo(charOffset);
  const end = idx.offsetInfo(charOffset + charLength);
  if (!region.startLine)
    region.startLine = start.lineNumber;
  if (!region.startColumn)
    region.startColumn = start.columnNumber;
  if (!region.endLine)
    region.endLine = end.lineNumber;
  if (!region.endColumn)
    region.endColumn = end.columnNumber;
  region.startLine = reconcile(overwrite, "startLine", start.lineNumber, region.startLine);
  region.startColumn = reconcile(overwrite, "startColumn", start.columnNumber, region.startColumn);
  region.endLine = reconcile(overwrite, "endLine", end.lineNumber, region.endLine);
  region.endColumn = reconcile(overwrite, "endColumn", end.columnNumber, region.endColumn);
}
function populateFromStartAndEndProperties(idx, region, fileText, overwrite) {
  region.endLine = region.endLine && region.endLine !== 0 ? region.endLine : region.startLine;
  region.startColumn = region.startColumn && region.startColumn !== 0 ? region.startColumn : 1;
  if (!region.endColumn || region.endColumn === 0) {
    const lineStart = idx.startOffsetForLine(region.endLine);
    let p = lineStart;
    while (p < fileText.length && !NEWLINE_CHARS.has(fileText[p]))
      p++;
    region.endColumn = p - lineStart + 1;
  }
  const startLineOffset = idx.startOffsetForLine(region.startLine);
  const computedOffset = startLineOffset + region.startColumn - 1;
  if (region.charOffset === void 0 || region.charOffset === 0 || region.charOffset === -1) {
    region.charOffset = computedOffset;
  }
  region.charOffset = reconcile(overwrite, "charOffset", computedOffset, region.charOffset);
  const endLineOffset = idx.startOffsetForLine(region.endLine);
  const computedLength = endLineOffset - region.charOffset + region.endColumn - 1;
  if (region.charLength === void 0 || region.charLength === 0) {
    region.charLength = computedLength;
  }
  region.charLength = reconcile(overwrite, "charLength", computedLength, region.charLength);
  if (region.charOffset + region.charLength > fileText.length && !overwrite) {
    throw new Error(`The input region's character span (charOffset ${region.charOffset} + charLength ${region.charLength} = ${region.charOffset + region.charLength}) extends beyond the source file length (${fileText.length}). Authored region coordinates must lie within the source text; omit them to have the SDK compute the span, or set overwriteExistingData to recompute it.`);
  }
}

// node_modules/@microsoft/sarif/dist/aiRuleId.js
var TAXONOMY_SUB_ID = /^CWE-[0-9]+\/[a-z0-9]+(-[a-z0-9]+)*$/;
var NOVEL_PREFIX = /^NOVEL-[a-z0-9]+(-[a-z0-9]+)*$/;
var CWE_NUMBER = /^CWE-([0-9]+)(\/|$)/;
var NOVEL_MARKER = "NOVEL-";
var AIRuleIdConventionError = class extends Error {
  offenders;
  constructor(offenders) {
    const list = offenders.map((o) => `'${o}'`).join(", ");
    super(`result.ruleId must follow the AI ruleId convention: 'CWE-<number>/<lowercase-kebab-sub-id>' or 'NOVEL-<lowercase-kebab-sub-id>'. Offending value(s): ${list}.`);
    this.name = "AIRuleIdConventionError";
    this.offenders = offenders;
  }
};
var AIRuleIdConvention = {
  /**
   * Extracts the canonical `CWE-<number>` id (leading-zero-free) from a ruleId,
   * whether bare (`CWE-89`) or sub-id form (`CWE-89/kql-injection`). Returns
   * undefined for NOVEL- ids, null/empty, or anything that does not start
   * with a CWE token.
   */
  tryGetCweId(ruleId) {
    if (!ruleId)
      return void 0;
    const m = CWE_NUMBER.exec(ruleId);
    if (!m)
      return void 0;
    const n = Number.parseInt(m[1], 10);
    if (!Number.isFinite(n))
      return void 0;
    return `CWE-${n}`;
  },
  isNovel(ruleId) {
    return !!ruleId && ruleId.startsWith(NOVEL_MARKER);
  },
  isAcceptable(ruleId) {
    if (!ruleId)
      return false;
    if (ruleId.startsWith(NOVEL_MARKER))
      return NOVEL_PREFIX.test(ruleId);
    return TAXONOMY_SUB_ID.test(ruleId);
  },
  throwIfUnacceptable(ruleId) {
    if (!this.isAcceptable(ruleId)) {
      throw new AIRuleIdConventionError([ruleId ?? ""]);
    }
  },
  throwIfAnyUnacceptable(results) {
    if (!results || results.length === 0)
      return;
    const offenders = [];
    for (const r of results) {
      if (!this.isAcceptable(r?.ruleId))
        offenders.push(r?.ruleId ?? "");
    }
    if (offenders.length > 0)
      throw new AIRuleIdConventionError(offenders);
  }
};

// node_modules/@microsoft/sarif/dist/vcp.js
var AZURE_DEVOPS_HOST = "dev.azure.com";
var AZURE_DEVOPS_SSH_HOST = "ssh.dev.azure.com";
var INVALID_SCP_HOST_CHARS = /[@/\\:?#\s]/;
var AUTHORIZED_HOST_TYPES = ["ghe"];
function ok(value) {
  return { ok: true, value };
}
function err(error) {
  return { ok: false, error };
}
function parseAuthorizedHosts(raw) {
  const hosts = [];
  if (!raw?.trim())
    return ok(hosts);
  for (const token of raw.split(",")) {
    const spec = token.trim();
    if (!spec)
      continue;
    const colon = spec.indexOf(":");
    if (colon <= 0 || colon === spec.length - 1) {
      return err(`authorized host '${spec}' must take the form <hostType>:<host> (e.g. ghe:githost.contoso.com).`);
    }
    const type = spec.slice(0, colon).toLowerCase();
    const host = spec.slice(colon + 1).trim().toLowerCase();
    if (!AUTHORIZED_HOST_TYPES.includes(type)) {
      return err(`authorized host '${spec}' uses unknown host type '${type}'; supported types: ${AUTHORIZED_HOST_TYPES.join(", ")}.`);
    }
    if (!host || INVALID_SCP_HOST_CHARS.test(host)) {
      return err(`authorized host '${spec}' has an invalid host.`);
    }
    hosts.push({ type, host });
  }
  return ok(hosts);
}
function isGitHubHost(host, authorizedHosts) {
  const h = host.toLowerCase();
  if (h === "github.com" || h.endsWith(".ghe.com"))
    return true;
  return authorizedHosts?.some((a) => a.type === "ghe" && a.host.toLowerCase() === h) ?? false;
}
function isLegacyAzureDevOpsHost(host) {
  const h = host.toLowerCase();
  return h === "visualstudio.com" || h.endsWith(".visualstudio.com");
}
function sanitizeForDisplay(u) {
  return `${u.protocol}//${u.host}${u.pathname}`;
}
function isSingleSafeSegment(rawSegment) {
  if (!rawSegment)
    return false;
  const decoded = decodeURIComponent(rawSegment);
  return decoded.length !== 0 && decoded !== "." && decoded !== ".." && !decoded.includes("/") && !decoded.includes("\\");
}
function normalizeRepoSegment(rawSegment) {
  let repo = rawSegment;
  if (repo.toLowerCase().endsWith(".git"))
    repo = repo.slice(0, -4);
  const decoded = decodeURIComponent(repo);
  if (decoded.length === 0 || decoded === "." || decoded === ".." || decoded.includes("/") || decoded.includes("\\")) {
    return err("the repository name is empty or is not a single valid path segment.");
  }
  return ok({ repoForUrl: repo, leaf: decoded });
}
function tryParseScp(raw) {
  if (!raw || raw.includes("://"))
    return void 0;
  const colon = raw.indexOf(":");
  if (colon < 0)
    return void 0;
  const authority = raw.slice(0, colon);
  if (authority.length === 0 || authority.includes("/"))
    return void 0;
  let userInfo = "";
  let host;
  const at = authority.indexOf("@");
  if (at >= 0) {
    if (authority.indexOf("@", at + 1) >= 0)
      return void 0;
    userInfo = authority.slice(0, at);
    host = authority.slice(at + 1);
    if (userInfo.length === 0)
      return void 0;
  } else {
    host = authority;
  }
  if (host.length === 0 || INVALID_SCP_HOST_CHARS.test(host))
    return void 0;
  const path = raw.slice(colon + 1);
  if (path.includes("@"))
    return void 0;
  if (path.length === 0)
    return void 0;
  return { host, userInfo, path };
}
function tryNormalizeToHttps(rawRepositoryUri) {
  let absolute;
  try {
    absolute = new URL(rawRepositoryUri);
  } catch {
  }
  if (absolute && absolute.protocol === "https:")
    return ok(absolute);
  let host, userInfo, path;
  if (absolute && absolute.protocol === "ssh:") {
    if (absolute.port) {
      return err("an ssh repositoryUri must use the default port; supply the https clone URL instead.");
    }
    if (absolute.search || absolute.hash) {
      return err("an ssh repositoryUri must be a bare clone URL with no query or fragment; supply the https clone URL instead.");
    }
    host = absolute.hostname;
    userInfo = absolute.username + (absolute.password ? `:${absolute.password}` : "");
    path = absolute.pathname;
  } else {
    const scp = tryParseScp(rawRepositoryUri);
    if (!scp) {
      return err("repositoryUri must be an absolute https URL, or a github-compatible ssh/scp clone URL (git@host:owner/repo).");
    }
    ({ host, userInfo, path } = scp);
  }
  if (userInfo.includes(":")) {
    return err("a repositoryUri carrying credentials (user:password@) cannot be used to derive a portable root.");
  }
  const normalizedPath = path.replace(/\\/g, "/").replace(/^\/+/, "");
  if (host.toLowerCase() === AZURE_DEVOPS_SSH_HOST || normalizedPath.toLowerCase().startsWith("v3/")) {
    return err("azure devops ssh repositoryUri normalization is not supported; supply the https clone URL (https://dev.azure.com/<org>/<project>/_git/<repo>).");
  }
  try {
    return ok(new URL(`https://${host}/${normalizedPath}`));
  } catch {
    return err("repositoryUri must be an absolute https URL, or a github-compatible ssh/scp clone URL (git@host:owner/repo).");
  }
}
function classify(rawRepositoryUri, options) {
  if (!rawRepositoryUri) {
    return err("repositoryUri is required so a portable root can be derived.");
  }
  const norm = tryNormalizeToHttps(rawRepositoryUri);
  if (!norm.ok)
    return norm;
  const u = norm.value;
  const display = sanitizeForDisplay(u);
  if (u.port) {
    return err(`repositoryUri '${display}' must use the host's default port.`);
  }
  if (u.search || u.hash) {
    return err(`repositoryUri '${display}' must be a bare repository URL with no query or fragment.`);
  }
  if (u.username || u.password) {
    return err("a repositoryUri must not carry embedded credentials (no account@ or account:password@); supply the clean https repository URL.");
  }
  const segments = u.pathname.split("/").filter((s) => s.length > 0);
  const schemeAndServer = `${u.protocol}//${u.host}`;
  const host = u.hostname;
  if (isGitHubHost(host, options?.authorizedHosts)) {
    if (segments.length !== 2) {
      return err(`github repositoryUri must take the form https://<host>/<owner>/<repo>; '${display}' did not.`);
    }
    const repo = normalizeRepoSegment(segments[1]);
    if (!repo.ok)
      return err(`github repositoryUri '${display}': ${repo.error}`);
    return ok({
      isGitHub: true,
      isAzureDevOps: false,
      schemeAndServer,
      owner: segments[0],
      repoForUrl: repo.value.repoForUrl,
      leaf: repo.value.leaf,
      display
    });
  }
  if (host.toLowerCase() === AZURE_DEVOPS_HOST) {
    if (segments.length !== 4 || segments[2].toLowerCase() !== "_git") {
      return err(`azure devops repositoryUri must take the form https://dev.azure.com/<org>/<project>/_git/<repo>; '${display}' did not.`);
    }
    if (!isSingleSafeSegment(segments[0]) || !isSingleSafeSegment(segments[1])) {
      return err(`azure devops repositoryUri '${display}': the organization and project must each be a single valid path segment.`);
    }
    const repo = normalizeRepoSegment(segments[3]);
    if (!repo.ok)
      return err(`azure devops repositoryUri '${display}': ${repo.error}`);
    return ok({
      isGitHub: false,
      isAzureDevOps: true,
      schemeAndServer,
      adoPrefix: `${segments[0]}/${segments[1]}`,
      repoForUrl: repo.value.repoForUrl,
      leaf: repo.value.leaf,
      display
    });
  }
  if (isLegacyAzureDevOpsHost(host)) {
    return err(`the legacy Azure DevOps host form is not supported; supply the repository as https://dev.azure.com/<org>/<project>/_git/<repo>. '${display}' did not.`);
  }
  return err(`portable root derivation supports GitHub (github.com or <slug>.ghe.com) and Azure DevOps (dev.azure.com); '${display}' is not a supported host.`);
}
function tryValidateRepositoryUri(rawRepositoryUri, options) {
  const c = classify(rawRepositoryUri, options);
  return c.ok ? ok({ leaf: c.value.leaf }) : c;
}
function tryDerivePortableRoot(rawRepositoryUri, revisionId, options) {
  const cr = classify(rawRepositoryUri, options);
  if (!cr.ok)
    return cr;
  const c = cr.value;
  const canonicalRepositoryUri = c.display;
  const rev = encodeURIComponent(revisionId);
  const portableRoot = c.isAzureDevOps ? `${c.schemeAndServer}/${c.adoPrefix}/_git/${c.repoForUrl}/` : `${c.schemeAndServer}/${c.owner}/${c.repoForUrl}/blob/${rev}/`;
  const revisionWebUrl = c.isAzureDevOps ? `${c.schemeAndServer}/${c.adoPrefix}/_git/${c.repoForUrl}?version=GC${rev}` : `${c.schemeAndServer}/${c.owner}/${c.repoForUrl}/tree/${rev}`;
  return ok({ portableRoot, canonicalRepositoryUri, leaf: c.leaf, revisionWebUrl });
}
function isGitHubHostedRun(run, options) {
  const vcp = run.versionControlProvenance;
  if (!vcp || vcp.length === 0)
    return false;
  for (const d of vcp) {
    if (!d)
      return false;
    const c = classify(d.repositoryUri, options);
    if (!c.ok || !c.value.isGitHub)
      return false;
  }
  return true;
}

// node_modules/@microsoft/sarif/dist/insertOptionalData.js
var PRIMARY_LOCATION_LINE_HASH = "primaryLocationLineHash";
function tryReconstructAbsoluteUri(loc, originalUriBaseIds) {
  if (!loc?.uri)
    return void 0;
  try {
    const u = new URL(loc.uri);
    if (u.protocol)
      return u.toString();
  } catch {
  }
  let baseId = loc.uriBaseId;
  let composed = loc.uri;
  const seen = /* @__PURE__ */ new Set();
  while (baseId && originalUriBaseIds && !seen.has(baseId)) {
    seen.add(baseId);
    const base = originalUriBaseIds[baseId];
    if (!base?.uri)
      return void 0;
    composed = base.uri.replace(/\/?$/, "/") + composed;
    try {
      const u = new URL(composed);
      if (u.protocol)
        return u.toString();
    } catch {
    }
    baseId = base.uriBaseId;
  }
  return void 0;
}
function insertOptionalData(run, flags) {
  const cache = new FileRegionsCache();
  const oub = run.originalUriBaseIds;
  if (flags.hashes) {
    scrapeFileReferences(run);
  }
  for (const result of run.results ?? []) {
    visitResultLocations(result, (pl) => visitPhysicalLocation(pl, oub, cache, flags));
  }
  if (flags.hashes && run.artifacts) {
    for (const artifact of run.artifacts) {
      const abs = tryReconstructAbsoluteUri(artifact.location, oub);
      if (!abs)
        continue;
      if (!artifact.hashes) {
        const sha = cache.getSha256(abs);
        if (sha)
          artifact.hashes = { "sha-256": sha };
      }
    }
  }
  if (flags.rollingHashFingerprints) {
    for (const result of run.results ?? []) {
      stampPrimaryLocationLineHash(result, oub, cache);
    }
  }
  return run;
}
function stampPrimaryLocationLineHash(result, oub, cache) {
  if (result.partialFingerprints?.[PRIMARY_LOCATION_LINE_HASH] !== void 0)
    return;
  const physicalLocation = result.locations?.[0]?.physicalLocation;
  if (!physicalLocation?.artifactLocation)
    return;
  let startLine = physicalLocation.region?.startLine ?? 0;
  if (startLine <= 0)
    startLine = 1;
  const resolvedUri = tryReconstructAbsoluteUri(physicalLocation.artifactLocation, oub);
  if (!resolvedUri)
    return;
  const lineHash = cache.getRollingHashes(resolvedUri)?.get(startLine);
  if (lineHash === void 0)
    return;
  result.partialFingerprints ??= {};
  result.partialFingerprints[PRIMARY_LOCATION_LINE_HASH] = lineHash;
}
function visitResultLocations(result, visit) {
  const allLocations = [
    ...result.locations ?? [],
    ...result.relatedLocations ?? []
  ];
  for (const loc of allLocations) {
    if (loc?.physicalLocation)
      visit(loc.physicalLocation);
  }
}
function visitPhysicalLocation(node, oub, cache, flags) {
  if (!node.region || node.region.byteOffset !== void 0)
    return;
  if (!flags.regionSnippets && !flags.contextRegionSnippets && !flags.comprehensiveRegionProperties) {
    return;
  }
  const resolvedUri = tryReconstructAbsoluteUri(node.artifactLocation, oub);
  if (!resolvedUri)
    return;
  const expanded = cache.populateTextRegionProperties(node.region, resolvedUri, flags.regionSnippets);
  const originalSnippet = node.region.snippet;
  if (flags.comprehensiveRegionProperties) {
    node.region = expanded;
  }
  node.region.snippet = originalSnippet ?? expanded.snippet;
  if (flags.contextRegionSnippets && !node.contextRegion) {
    node.contextRegion = cache.constructMultilineContextSnippet(expanded, resolvedUri);
  }
}
function scrapeFileReferences(run) {
  const artifacts = run.artifacts ? [...run.artifacts] : [];
  const indexByKey = /* @__PURE__ */ new Map();
  for (let i = 0; i < artifacts.length; i++) {
    const k = artifactKey(artifacts[i].location);
    if (k)
      indexByKey.set(k, i);
  }
  const register = (al) => {
    if (!al?.uri)
      return;
    const k = artifactKey(al);
    if (!k)
      return;
    let idx = indexByKey.get(k);
    if (idx === void 0) {
      idx = artifacts.length;
      artifacts.push({ location: { uri: al.uri, uriBaseId: al.uriBaseId } });
      indexByKey.set(k, idx);
    }
    al.index = idx;
  };
  for (const result of run.results ?? []) {
    visitResultLocations(result, (pl) => register(pl.artifactLocation));
  }
  if (artifacts.length > 0)
    run.artifacts = artifacts;
}
function artifactKey(al) {
  if (!al?.uri)
    return void 0;
  return `${al.uriBaseId ?? ""}#${al.uri}`;
}

// node_modules/@microsoft/sarif/dist/io.js
const { promises: fs, existsSync, mkdirSync } = globalThis.process.getBuiltinModule("node:fs");
const { dirname, basename, resolve: resolvePath, join: joinPath } = globalThis.process.getBuiltinModule("node:path");
const { randomUUID } = globalThis.process.getBuiltinModule("node:crypto");
const { EOL } = globalThis.process.getBuiltinModule("node:os");

// node_modules/@microsoft/sarif/dist/canonicalize.js
const { readFileSync: readFileSync2 } = globalThis.process.getBuiltinModule("node:fs");
var PROPERTY_BAG = "@propertyBag";
var modelCache;
function model() {
  if (modelCache === void 0) {
    const url = new URL("./serialization-model.json", import.meta.url);
    modelCache = JSON.parse(readFileSync2(url, "utf8"));
  }
  return modelCache;
}
function orderValue(value, def) {
  if (Array.isArray(value)) {
    return value.map((v) => orderValue(v, def));
  }
  if (value !== null && typeof value === "object") {
    if (!def || def === PROPERTY_BAG)
      return value;
    const entry = model()[def];
    if (!entry)
      return value;
    return orderObject(value, entry);
  }
  return value;
}
function orderObject(value, entry) {
  const out = {};
  for (const prop of entry.order) {
    if (Object.prototype.hasOwnProperty.call(value, prop)) {
      out[prop] = orderValue(value[prop], entry.children[prop]);
    }
  }
  for (const key of Object.keys(value)) {
    if (!Object.prototype.hasOwnProperty.call(out, key)) {
      out[key] = value[key];
    }
  }
  return out;
}
function canonicalizeSarifLog(log) {
  return orderValue(log, "sarifLog");
}
var INDENT = "  ";
function pad(depth) {
  return INDENT.repeat(depth);
}
function emitPropertyBag(value, depth) {
  const keys = Object.keys(value);
  if (keys.length === 0)
    return "{}";
  const inner = pad(depth + 1);
  const lines = keys.map((k) => `${inner}${JSON.stringify(k)}: ${JSON.stringify(value[k])}`);
  return `{
${lines.join(",\n")}
${pad(depth)}}`;
}
function emitValue(value, def, depth) {
  if (Array.isArray(value)) {
    if (value.length === 0)
      return "[]";
    const inner = pad(depth + 1);
    const lines = value.map((v) => `${inner}${emitValue(v, def, depth + 1)}`);
    return `[
${lines.join(",\n")}
${pad(depth)}]`;
  }
  if (value !== null && typeof value === "object") {
    if (def === PROPERTY_BAG)
      return emitPropertyBag(value, depth);
    const obj = value;
    const entry = def ? model()[def] : void 0;
    const keys = orderedKeys(obj, entry);
    if (keys.length === 0)
      return "{}";
    const inner = pad(depth + 1);
    const lines = keys.map((k) => `${inner}${JSON.stringify(k)}: ${emitValue(obj[k], entry?.children[k], depth + 1)}`);
    return `{
${lines.join(",\n")}
${pad(depth)}}`;
  }
  return JSON.stringify(value);
}
function orderedKeys(obj, entry) {
  if (!entry)
    return Object.keys(obj);
  const seen = /* @__PURE__ */ new Set();
  const out = [];
  for (const prop of entry.order) {
    if (Object.prototype.hasOwnProperty.call(obj, prop)) {
      out.push(prop);
      seen.add(prop);
    }
  }
  for (const key of Object.keys(obj)) {
    if (!seen.has(key))
      out.push(key);
  }
  return out;
}
function emitCanonicalJson(log, prettyPrint) {
  if (!prettyPrint)
    return JSON.stringify(canonicalizeSarifLog(log));
  return emitValue(log, "sarifLog", 0);
}

// node_modules/@microsoft/sarif/dist/io.js
async function atomicWrite(destinationPath, content) {
  if (!destinationPath)
    throw new Error("Destination path must be supplied.");
  const full = resolvePath(destinationPath);
  const dir = dirname(full);
  if (!existsSync(dir))
    mkdirSync(dir, { recursive: true });
  const stagingPath = joinPath(dir, `${basename(full)}.${randomUUID().replace(/-/g, "")}.tmp`);
  try {
    const handle = await fs.open(stagingPath, "wx");
    try {
      await handle.writeFile(content, "utf8");
      await handle.sync().catch(() => {
      });
    } finally {
      await handle.close();
    }
    await fs.rename(stagingPath, full);
  } catch (err2) {
    await fs.unlink(stagingPath).catch(() => {
    });
    throw err2;
  }
}
function stripNulls(value) {
  if (Array.isArray(value)) {
    return value.map((v) => stripNulls(v));
  }
  if (value !== null && typeof value === "object") {
    const out = {};
    for (const [k, v] of Object.entries(value)) {
      if (v === null || v === void 0)
        continue;
      out[k] = stripNulls(v);
    }
    return out;
  }
  return value;
}
function serializeSarifLog(log, prettyPrint = true) {
  const json = emitCanonicalJson(stripNulls(log), prettyPrint);
  return prettyPrint && EOL !== "\n" ? json.split("\n").join(EOL) : json;
}

// node_modules/@microsoft/sarif/dist/skill.js
var RAW_CONTENT_BASE_URL = "https://raw.githubusercontent.com/microsoft/sarif-sdk/";
var MARKDOWN_LINK = /\]\(([^)\s]+)(\s+"[^"]*")?\)/g;
var URI_SCHEME = /^[a-zA-Z][a-zA-Z0-9+.\-]*:/;
function rewriteRelativeLinks(markdown, skillSourceDirectory, pinRef) {
  return markdown.replace(MARKDOWN_LINK, (match, url, title) => {
    if (!isRepositoryRelative(url))
      return match;
    const fragmentIdx = url.indexOf("#");
    const path = fragmentIdx >= 0 ? url.slice(0, fragmentIdx) : url;
    const fragment = fragmentIdx >= 0 ? url.slice(fragmentIdx) : "";
    const repoPath = resolveRepositoryRelative(skillSourceDirectory, path);
    return `](${RAW_CONTENT_BASE_URL}${pinRef}/${repoPath}${fragment}${title ?? ""})`;
  });
}
function isRepositoryRelative(url) {
  if (!url)
    return false;
  if (url[0] === "#")
    return false;
  if (url.startsWith("//"))
    return false;
  if (URI_SCHEME.test(url))
    return false;
  return true;
}
function resolveRepositoryRelative(baseDirectory, relativePath) {
  const segments = baseDirectory.split("/").filter((s) => s.length > 0);
  for (const segment of relativePath.split("/")) {
    if (segment.length === 0 || segment === ".")
      continue;
    if (segment === "..") {
      if (segments.length > 0)
        segments.pop();
      continue;
    }
    segments.push(segment);
  }
  return segments.join("/");
}
function extractFrontmatterDescription(document) {
  if (!document)
    return void 0;
  const lines = document.split(/\r?\n/);
  if (lines[0]?.trim() !== "---")
    return void 0;
  for (let i = 1; i < lines.length; i++) {
    if (lines[i].trim() === "---")
      return void 0;
    const m = /^description:[ \t]*(.+?)[ \t]*$/.exec(lines[i]);
    if (!m)
      continue;
    let value = m[1];
    if (value.length >= 2 && (value[0] === '"' || value[0] === "'") && value.at(-1) === value[0]) {
      value = value.slice(1, -1);
    }
    if (/^[>|][0-9+\-]*$/.test(value))
      return void 0;
    return value;
  }
  return void 0;
}
export {
  AIRuleIdConvention,
  AIRuleIdConventionError,
  FileRegionsCache,
  NewLineIndex,
  PRIMARY_LOCATION_LINE_HASH,
  SARIF_SCHEMA_URI,
  atomicWrite,
  computeRollingHashes,
  extractFrontmatterDescription,
  insertOptionalData,
  isGitHubHostedRun,
  parseAuthorizedHosts,
  rewriteRelativeLinks,
  serializeSarifLog,
  stripNulls,
  tryDerivePortableRoot,
  tryReconstructAbsoluteUri,
  tryValidateRepositoryUri
};
