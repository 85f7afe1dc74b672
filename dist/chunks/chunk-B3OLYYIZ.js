import {
  positionAt
} from "./chunk-CFZEQPZM.js";

// src/syntax/json/refusal.ts
function refusalOf(error, text) {
  const message = error instanceof Error ? error.message : String(error);
  const mark = text.charCodeAt(0) === 65279 ? 1 : 0;
  const position = / at position (\d+)/.exec(message)?.[1];
  const start = Math.min(text.length, mark + Number(position ?? 0));
  const end = position === void 0 ? start : Math.min(text.length, start + 1);
  return { message: `This is not JSON: ${message.replace(/(?: in JSON)? at position \d.*$/s, "")}.`, span: { start, end } };
}

// src/syntax/json/tokens.ts
var kinds = {
  1: "{",
  2: "}",
  3: "[",
  4: "]",
  5: ",",
  6: ":",
  7: "null",
  8: "true",
  9: "false",
  10: "string",
  11: "number",
  12: "comment",
  13: "comment",
  17: "end"
};
var complaints = {
  2: "This string is not closed.",
  3: "This number ends too early.",
  4: "A string holds a backslash sequence that JSON does not have.",
  5: "A string holds a backslash sequence that JSON does not have.",
  6: "A string holds a control character that must be escaped."
};
var spaces = /[ \t\r\n]*/y;
var word = /[\p{L}\p{N}_$.+-]+|./suy;
var Tokens = class {
  kind = "end";
  start = 0;
  end;
  complaint = "";
  comment;
  #text;
  #scanner;
  constructor(text, scanner) {
    this.#text = text;
    this.#scanner = scanner;
    this.end = text.charCodeAt(0) === 65279 ? 1 : 0;
  }
  /** Reads the next token; not to be called after a `wrong` one. */
  next() {
    let kind = this.#scan();
    while (kind === "comment") {
      this.comment ??= { start: this.start, end: this.end };
      kind = this.#scan();
    }
    if (kind === "wrong") kind = this.#word();
    if (kind === "string" || kind === "number") kind = this.#checked(kind);
    this.kind = kind;
    return kind;
  }
  /** The value of a string, number, boolean or null token. */
  value() {
    if (this.kind === "string") return this.#scanner.getTokenValue();
    if (this.kind === "number") return Number(this.#scanner.getTokenValue());
    return this.kind === "null" ? null : this.kind === "true";
  }
  #scan() {
    spaces.lastIndex = this.end;
    spaces.test(this.#text);
    this.#scanner.setPosition(spaces.lastIndex);
    const kind = kinds[this.#scanner.scan()] ?? "wrong";
    this.start = this.#scanner.getTokenOffset();
    this.end = Math.min(this.#scanner.getPosition(), this.#text.length);
    return kind;
  }
  #checked(kind) {
    const error = this.#scanner.getTokenError();
    if (error === 0) return kind;
    this.complaint = complaints[error] ?? "";
    if (error === 2 && this.end < this.#text.length) this.complaint = "This string is not closed on its line.";
    if (error === 6) this.end = this.start + this.#text.slice(this.start, this.end).search(/[\u0000-\u001f]/);
    return "wrong";
  }
  /** The scanner takes `null` and a no-break space after it for one word: here it is a word and then something wrong. */
  #word() {
    word.lastIndex = this.start;
    const found = word.exec(this.#text)?.[0] ?? "";
    this.end = this.start + found.length;
    return found === "true" || found === "false" || found === "null" ? found : "wrong";
  }
};

// src/syntax/json/tree.ts
var maxDepth = 500;
var maxFaults = 50;
function buildTree(source, tokens, refusal) {
  const builder = new TreeBuilder(source, tokens);
  return builder.build(refusal);
}
var TreeBuilder = class {
  #source;
  #tokens;
  #faults = [];
  #open = [];
  #root;
  #expected = "value";
  /** Where the last comma stands, for the fault about a trailing one. */
  #comma = { start: 0, end: 0 };
  #hasTrailingComma = false;
  constructor(source, tokens) {
    this.#source = source;
    this.#tokens = tokens;
  }
  build(refusal) {
    let fatal;
    do {
      this.#tokens.next();
      fatal = this.#step();
    } while (fatal === void 0 && this.#tokens.kind !== "end");
    const { comment } = this.#tokens;
    if (comment === void 0 && !this.#hasTrailingComma) fatal ??= refusal;
    if (comment !== void 0) this.#fault("JSON has no comments.", comment);
    this.#faults.sort((one, other) => one.span.start - other.span.start);
    return fatal === void 0 ? { root: this.#root, faults: this.#faults } : { root: void 0, faults: [fatal] };
  }
  /** Takes one token; returns the fault that ends the reading, if it is one. */
  #step() {
    const { kind } = this.#tokens;
    if (kind === "end") return this.#atEnd();
    if (kind === "wrong") return this.#unexpected();
    const top = this.#open.at(-1);
    switch (this.#expected) {
      case "colon":
        if (kind !== ":") return this.#unexpected();
        this.#expected = "value";
        return void 0;
      case "separator":
        return this.#separator(top);
      case "first":
      case "another":
        if (this.#closes(top)) {
          if (this.#expected === "another") this.#trailingComma();
          this.#close();
          return void 0;
        }
        return top?.kind === "map" ? this.#key(top) : this.#value();
      case "value":
        return this.#value();
      case "end":
        return this.#unexpected();
    }
  }
  #separator(top) {
    if (this.#closes(top)) {
      this.#close();
      return void 0;
    }
    if (this.#tokens.kind !== ",") return this.#unexpected();
    this.#comma = this.#span();
    this.#expected = "another";
    return void 0;
  }
  #key(map) {
    const value = this.#tokens.kind === "string" ? this.#tokens.value() : void 0;
    if (typeof value !== "string") return this.#unexpected();
    map.key = value;
    map.keySpan = this.#span();
    if (map.entries.has(value)) this.#fault(`The key ${JSON.stringify(value)} is written twice in one object; the last one counts.`, map.keySpan);
    this.#expected = "colon";
    return void 0;
  }
  #value() {
    const { kind, start } = this.#tokens;
    switch (kind) {
      case "{":
        return this.#enter({ kind: "map", start, entries: /* @__PURE__ */ new Map(), key: "", keySpan: this.#span() });
      case "[":
        return this.#enter({ kind: "list", start, items: [] });
      case "string":
      case "number":
      case "true":
      case "false":
      case "null":
        this.#add({ kind: "scalar", value: this.#tokens.value(), span: this.#span() });
        return void 0;
      case "}":
      case "]":
      case ":":
      case ",":
      case "end":
      case "wrong":
        return this.#unexpected();
    }
  }
  #enter(opened) {
    if (this.#open.length >= maxDepth) return { message: `The values are nested more than ${maxDepth} levels deep.`, span: this.#span(), limit: true };
    this.#open.push(opened);
    this.#expected = "first";
    return void 0;
  }
  #closes(top) {
    return this.#tokens.kind === (top?.kind === "map" ? "}" : "]");
  }
  /** One is enough: who writes one comma too many has a habit. */
  #trailingComma() {
    if (!this.#hasTrailingComma) this.#fault("JSON has no comma after the last value.", this.#comma);
    this.#hasTrailingComma = true;
  }
  #close() {
    const top = this.#open.pop();
    if (top === void 0) return;
    const span = { start: top.start, end: this.#tokens.end };
    this.#add(top.kind === "map" ? { kind: "map", entries: top.entries, span } : { kind: "list", items: top.items, span });
  }
  #add(node) {
    const top = this.#open.at(-1);
    this.#expected = top === void 0 ? "end" : "separator";
    if (top === void 0) this.#root = node;
    else if (top.kind === "list") top.items.push(node);
    else top.entries.set(top.key, { key: top.key, keySpan: top.keySpan, value: node });
  }
  #atEnd() {
    const top = this.#open.at(-1);
    if (top !== void 0) {
      const { line } = positionAt(this.#source, top.start);
      const what = top.kind === "map" ? "object" : "array";
      return { message: `The text ends before the ${what} that begins on line ${line} is closed.`, span: this.#span() };
    }
    return this.#root === void 0 ? { message: "The text holds no JSON value.", span: this.#span() } : void 0;
  }
  #unexpected() {
    const { complaint, kind, start, end } = this.#tokens;
    if (kind === "wrong" && complaint !== "") return { message: complaint, span: this.#span() };
    const found = this.#source.text.slice(start, Math.min(end, start + 30));
    return { message: `Expected ${this.#wanted()}, but found '${found}${end > start + 30 ? "\u2026" : ""}'.`, span: this.#span() };
  }
  #wanted() {
    const inMap = this.#open.at(-1)?.kind === "map";
    switch (this.#expected) {
      case "value":
        return "a value";
      case "first":
        return inMap ? "a quoted key or '}'" : "a value or ']'";
      case "another":
        return inMap ? "a quoted key" : "a value";
      case "colon":
        return "':' after the key";
      case "separator":
        return inMap ? "',' or '}'" : "',' or ']'";
      case "end":
        return "nothing after the first value";
    }
  }
  #fault(message, span) {
    if (this.#faults.length < maxFaults) this.#faults.push({ message, span });
  }
  #span() {
    return { start: this.#tokens.start, end: this.#tokens.end };
  }
};

// src/syntax/json/read.ts
async function readJson(source) {
  const judged = judge(source.text);
  return readTree(source, "refusal" in judged ? judged.refusal : void 0);
}
async function parsePlain(source) {
  const judged = judge(source.text);
  if ("value" in judged) return judged;
  const [fault] = (await readTree(source, judged.refusal)).faults;
  return { fault: fault ?? judged.refusal };
}
function judge(text) {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 65279 ? text.slice(1) : text) };
  } catch (error) {
    return { refusal: refusalOf(error, text) };
  }
}
async function readTree(source, refusal) {
  const { createScanner } = await import("./main-KFP3EIFQ.js");
  return buildTree(source, new Tokens(source.text, createScanner(source.text)), refusal);
}

// src/syntax/data.ts
function child(node, key) {
  return node?.kind === "map" ? node.entries.get(key)?.value : void 0;
}
function stringOf(node) {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : void 0;
}

export {
  child,
  stringOf,
  readJson,
  parsePlain
};
