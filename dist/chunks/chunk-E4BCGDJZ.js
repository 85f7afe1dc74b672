// src/syntax/hcl/characters.ts
var START = 1;
var PART = 2;
var DIGIT = 4;
var roles = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const sign2 = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(sign2)) roles[code] = START | PART;
  else if (/[0-9]/.test(sign2)) roles[code] = PART | DIGIT;
  else if (sign2 === "-") roles[code] = PART;
}
function startsIdentifier(code) {
  return code < 128 && ((roles[code] ?? 0) & START) !== 0;
}
function isDigit(code) {
  return code >= 48 && code <= 57;
}
function identifierEnd(text, from) {
  const length = text.length;
  if (from >= length) return from;
  let at = from;
  const first = text.charCodeAt(at);
  if (first < 128) {
    if (((roles[first] ?? 0) & START) === 0) return from;
    at++;
  } else {
    const width = wideCharacter(text, at, new RegExp("^\\p{ID_Start}$", "u"));
    if (width === 0) return from;
    at += width;
  }
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (((roles[code] ?? 0) & PART) === 0) return at;
      at++;
    } else {
      const width = wideCharacter(text, at, new RegExp("^\\p{ID_Continue}$", "u"));
      if (width === 0) return at;
      at += width;
    }
  }
  return at;
}
function wideCharacter(text, at, pattern) {
  const character2 = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return pattern.test(character2) ? character2.length : 0;
}
function numberEnd(text, from) {
  let at = from + 1;
  let end = at;
  for (; ; ) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      end = ++at;
    } else if (code === 46) {
      at++;
    } else if (code === 101 || code === 69) {
      const sign2 = text.charCodeAt(at + 1);
      const digit = sign2 === 43 || sign2 === 45 ? at + 2 : at + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      end = at = digit + 1;
    } else {
      return end;
    }
  }
}
function isSpace(code) {
  if (code <= 32) return code === 32 || code >= 9 && code <= 13;
  if (code < 5760) return code === 133 || code === 160;
  return code === 5760 || code >= 8192 && code <= 8202 || code === 8232 || code === 8233 || code === 8239 || code === 8287 || code === 12288;
}
function leadingSpace(text) {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}
function trailingSpace(text) {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

// src/syntax/hcl/tokens.ts
var END = 0;
var INVALID = 1;
var IDENTIFIER = 2;
var NUMBER = 3;
var HEREDOC = 4;
var NEWLINE = 10;
var BANG = 33;
var QUOTE = 34;
var PERCENT = 37;
var PAREN_OPEN = 40;
var PAREN_CLOSE = 41;
var STAR = 42;
var PLUS = 43;
var COMMA = 44;
var MINUS = 45;
var DOT = 46;
var SLASH = 47;
var COLON = 58;
var LESS = 60;
var ASSIGN = 61;
var GREATER = 62;
var QUESTION = 63;
var BRACKET_OPEN = 91;
var BRACKET_CLOSE = 93;
var BRACE_OPEN = 123;
var BRACE_CLOSE = 125;
var EQUAL = 128;
var NOT_EQUAL = 129;
var LESS_OR_EQUAL = 130;
var GREATER_OR_EQUAL = 131;
var AND = 132;
var OR = 133;
var ARROW = 134;
var ELLIPSIS = 135;
var DOUBLE_COLON = 136;
var STRIP_CLOSE = 137;

// src/syntax/hcl/cursor.ts
var MOST_LEVELS = 500;
function openCursor(text) {
  const start = text.charCodeAt(0) === 65279 ? 1 : 0;
  const cursor = { text, kind: END, start, end: start, previousEnd: start, newlines: true, depth: 0, height: 0, comments: [], faults: [] };
  advance(cursor);
  return cursor;
}
function advance(cursor) {
  const text = cursor.text;
  const length = text.length;
  let at = cursor.end;
  cursor.previousEnd = at;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) {
      at++;
    } else if (startsIdentifier(code) || code > 127) {
      const end = identifierEnd(text, at);
      if (end === at) invalid(cursor, at);
      else set(cursor, IDENTIFIER, at, end);
      return;
    } else if (code === 10 || code === 13 && text.charCodeAt(at + 1) === 10) {
      const end = code === 10 ? at + 1 : at + 2;
      if (cursor.newlines) {
        set(cursor, NEWLINE, at, end);
        return;
      }
      at = end;
    } else if (code === 35 || code === 47 && text.charCodeAt(at + 1) === 47) {
      at = lineComment(cursor, at, code === 35 ? 1 : 2);
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) {
        set(cursor, INVALID, at, length);
        return;
      }
      addComment(cursor, at, end + 2, 2, 2);
      at = end + 2;
    } else if (isDigit(code)) {
      set(cursor, NUMBER, at, numberEnd(text, at));
      return;
    } else {
      sign(cursor, code, at);
      return;
    }
  }
  set(cursor, END, length, length);
}
function set(cursor, kind, start, end) {
  cursor.kind = kind;
  cursor.start = start;
  cursor.end = end;
}
function invalid(cursor, at) {
  const code = cursor.text.codePointAt(at) ?? 0;
  set(cursor, INVALID, at, at + (code > 65535 ? 2 : 1));
}
function lineComment(cursor, start, marker) {
  const { text } = cursor;
  const feed = text.indexOf("\n", start);
  if (feed < 0) {
    addComment(cursor, start, text.length, marker, 0);
    return text.length;
  }
  addComment(cursor, start, text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed, marker, 0);
  return feed;
}
function addComment(cursor, start, end, opener, closer) {
  const last = cursor.comments.at(-1);
  if (last !== void 0 && start < last.span.end) return;
  cursor.comments.push({ text: cursor.text.slice(start + opener, end - closer), span: { start, end } });
}
function sign(cursor, code, at) {
  const next = cursor.text.charCodeAt(at + 1);
  switch (code) {
    case BRACE_OPEN:
    case BRACE_CLOSE:
    case BRACKET_OPEN:
    case BRACKET_CLOSE:
    case PAREN_OPEN:
    case PAREN_CLOSE:
    case COMMA:
    case QUOTE:
    case QUESTION:
    case STAR:
    case SLASH:
    case PERCENT:
    case PLUS:
    case MINUS:
      set(cursor, code, at, at + 1);
      return;
    case ASSIGN:
      if (next === ASSIGN) set(cursor, EQUAL, at, at + 2);
      else if (next === GREATER) set(cursor, ARROW, at, at + 2);
      else set(cursor, ASSIGN, at, at + 1);
      return;
    case DOT:
      if (next === DOT && cursor.text.charCodeAt(at + 2) === DOT) set(cursor, ELLIPSIS, at, at + 3);
      else set(cursor, DOT, at, at + 1);
      return;
    case BANG:
      pair(cursor, at, next === ASSIGN, NOT_EQUAL, BANG);
      return;
    case GREATER:
      pair(cursor, at, next === ASSIGN, GREATER_OR_EQUAL, GREATER);
      return;
    case COLON:
      pair(cursor, at, next === COLON, DOUBLE_COLON, COLON);
      return;
    case LESS:
      if (next === LESS && heredocOpening(cursor, at)) return;
      pair(cursor, at, next === ASSIGN, LESS_OR_EQUAL, LESS);
      return;
    case 38:
      pair(cursor, at, next === 38, AND, INVALID);
      return;
    case 124:
      pair(cursor, at, next === 124, OR, INVALID);
      return;
    case 126:
      pair(cursor, at, next === BRACE_CLOSE, STRIP_CLOSE, INVALID);
      return;
    default:
      invalid(cursor, at);
  }
}
function pair(cursor, at, paired, two, one) {
  if (paired) set(cursor, two, at, at + 2);
  else set(cursor, one, at, at + 1);
}
function heredocOpening(cursor, at) {
  const { text } = cursor;
  const name = heredocName(text, at);
  let end = identifierEnd(text, name);
  if (end === name) return false;
  if (text.charCodeAt(end) === 13) end++;
  if (text.charCodeAt(end) !== 10) return false;
  set(cursor, HEREDOC, at, end + 1);
  return true;
}
function heredocName(text, at) {
  return text.charCodeAt(at + 2) === MINUS ? at + 3 : at + 2;
}
function heredocClosing(text, name, at, feed) {
  let from = at;
  while (from < feed && isSpace(text.charCodeAt(from))) from++;
  if (!text.startsWith(name, from)) return -1;
  let rest = from + name.length;
  if (rest > feed) return -1;
  while (rest < feed && isSpace(text.charCodeAt(rest))) rest++;
  if (rest < feed) return -1;
  return feed > at && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
}

// src/syntax/hcl/faults.ts
var abandoned = new Error("this item of the HCL text cannot be read");
function report(cursor, message, start, end) {
  cursor.faults.push({ message, span: { start, end } });
}
function refuse(cursor, expected) {
  report(cursor, `expected ${expected}, found ${found(cursor)}`, cursor.start, cursor.end);
  throw abandoned;
}
function abandon(cursor, message, start, end) {
  report(cursor, message, start, end);
  throw abandoned;
}
function descend(cursor) {
  if (++cursor.depth > MOST_LEVELS) abandon(cursor, `expected at most ${MOST_LEVELS} levels of nesting, found more`, cursor.start, cursor.end);
}
function grow(cursor, height) {
  if (height > MOST_LEVELS) abandon(cursor, `expected an expression of at most ${MOST_LEVELS} levels, found more`, cursor.previousEnd, cursor.previousEnd);
  cursor.height = height;
}
var hints = {
  "'": "a single quote (strings take double quotes)",
  "`": "a backtick (long strings are written as heredocs: <<EOT)",
  ";": "a semicolon (items end with their line)",
  "&": 'a single "&" (logical and is "&&")',
  "|": 'a single "|" (logical or is "||")',
  "\u201C": "a curly quote (strings take straight double quotes)",
  "\u201D": "a curly quote (strings take straight double quotes)",
  "\r": "a carriage return without a line feed"
};
function found(cursor) {
  const { text, start, end } = cursor;
  switch (cursor.kind) {
    case END:
      return "the end of the file";
    case NEWLINE:
      return "the end of the line";
    case QUOTE:
      return "a quoted string";
    case HEREDOC:
      return "a heredoc";
    case NUMBER:
      return `the number ${clip(text, start, end)}`;
    case INVALID:
      return invalid2(text, start, end);
    default:
      return `"${clip(text, start, end)}"`;
  }
}
function invalid2(text, start, end) {
  if (text.startsWith("/*", start)) return "a comment that is never closed";
  const character2 = text.slice(start, end);
  const hint = Object.hasOwn(hints, character2) ? hints[character2] : void 0;
  if (hint !== void 0) return hint;
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `a character that HCL does not use (U+${code})`;
}
function clip(text, start, end) {
  return end - start <= 40 ? text.slice(start, end) : `${text.slice(start, start + 37)}...`;
}

// src/syntax/hcl/escapes.ts
var SMALL_U = 117;
var LARGE_U = 85;
function escapeEnd(text, at) {
  const code = text.charCodeAt(at + 1);
  if (Number.isNaN(code) || code === 10 || code === 13) return at + 1;
  if (code !== SMALL_U && code !== LARGE_U) return at + ((text.codePointAt(at + 1) ?? 0) > 65535 ? 3 : 2);
  const most = at + 2 + (code === SMALL_U ? 4 : 8);
  let end = at + 2;
  while (end < most && isHex(text.charCodeAt(end))) end++;
  return end;
}
function isHex(code) {
  return code >= 48 && code <= 57 || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
function unescaped(cursor, at, end) {
  const { text } = cursor;
  switch (text.charCodeAt(at + 1)) {
    case 110:
      return "\n";
    case 114:
      return "\r";
    case 116:
      return "	";
    case 34:
      return '"';
    case 92:
      return "\\";
    case SMALL_U:
      return end === at + 6 ? character(cursor, at, end) : wrong(cursor, at, end, "four hexadecimal digits after \\u");
    case LARGE_U:
      return end === at + 10 ? character(cursor, at, end) : wrong(cursor, at, end, "eight hexadecimal digits after \\U");
    default:
      return wrong(cursor, at, end, 'one of \\n \\r \\t \\" \\\\ \\u \\U');
  }
}
function character(cursor, at, end) {
  const code = Number.parseInt(cursor.text.slice(at + 2, end), 16);
  if (code > 1114111 || code >= 55296 && code <= 57343) return wrong(cursor, at, end, "a character of Unicode");
  return String.fromCodePoint(code);
}
function wrong(cursor, at, end, expected) {
  report(cursor, `expected ${expected}, found ${clip(cursor.text, at, end)}`, at, end);
  return cursor.text.slice(at, end);
}

// src/syntax/hcl/pieces.ts
function stripBefore(piece, lines) {
  if (piece?.kind !== "text") return;
  const { value } = piece;
  piece.value = value.slice(0, Math.max(lines ? lastLineStart(value) : 0, trailingSpace(value)));
}
function lastLineStart(value) {
  const feed = value.length - 1;
  if (feed < 1) return 0;
  if (value.charCodeAt(feed) === 10) {
    const lineBreak = value.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
    if (isSign(value.charCodeAt(lineBreak - 2)) && value.charCodeAt(lineBreak - 1) < 128) return lineBreak;
    if (lineBreak < feed && isSign(value.charCodeAt(lineBreak - 1))) return feed;
  }
  return value.lastIndexOf("\n", feed - 1) + 1;
}
function isSign(code) {
  return code === 36 || code === 37;
}
function stripAfter(value, lines) {
  const feed = lines ? value.indexOf("\n") : -1;
  const space = leadingSpace(value);
  return value.slice(feed < 0 ? space : Math.min(space, feed + 1));
}
function outdent(pieces) {
  const shared = sharedIndentation(pieces);
  if (shared === 0) return;
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      const { value } = piece;
      piece.value = outdentLines(value, shared, lineStart);
      lineStart = value.endsWith("\n");
    } else {
      lineStart = false;
    }
  }
}
function outdentLines(value, shared, fromStart) {
  let result = "";
  let at = 0;
  let lineStart = fromStart;
  while (at < value.length) {
    const end = lineEnd(value, at);
    result += value.slice(lineStart && !isBlank(value, at, end) ? at + shared : at, end);
    lineStart = true;
    at = end;
  }
  return result;
}
function sharedIndentation(pieces) {
  let shared = Infinity;
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      if (lineStart) return 0;
      continue;
    }
    const { value } = piece;
    if (value === "" && lineStart) return 0;
    for (let at = 0; at < value.length; at = lineEnd(value, at)) {
      if (lineStart) shared = Math.min(shared, indentation(value, at));
      lineStart = true;
    }
    lineStart = value.endsWith("\n");
  }
  return shared === Infinity ? 0 : shared;
}
function indentation(value, start) {
  const end = lineEnd(value, start);
  if (isBlank(value, start, end)) return Infinity;
  let at = start;
  while (at < end && isSpace(value.charCodeAt(at))) at++;
  return at - start;
}
function lineEnd(value, at) {
  const feed = value.indexOf("\n", at);
  return feed < 0 ? value.length : feed + 1;
}
function isBlank(value, start, end) {
  if (value.charCodeAt(end - 1) !== 10) return false;
  let at = start;
  while (at < end && isSpace(value.charCodeAt(at))) at++;
  return at === end;
}
function nest(cursor, pieces, end) {
  const parts = [];
  const open2 = [];
  let into = parts;
  let levels = 0;
  for (const piece of pieces) {
    switch (piece.kind) {
      case "text":
      case "interpolation":
        into.push(piece);
        break;
      case "open-if":
      case "open-for": {
        if (open2.length >= MOST_LEVELS) abandon(cursor, `expected at most ${MOST_LEVELS} levels of directives, found more`, piece.span.start, piece.span.end);
        const opened = { directive: piece, outer: into, then: [], otherwise: [], hasElse: false };
        open2.push(opened);
        levels = Math.max(levels, open2.length);
        into = opened.then;
        break;
      }
      case "else": {
        const last2 = open2.at(-1);
        if (last2?.directive.kind !== "open-if" || last2.hasElse) return unexpected(cursor, piece, last2);
        last2.hasElse = true;
        into = last2.otherwise;
        break;
      }
      case "endif":
      case "endfor": {
        const last2 = open2.pop();
        if (last2 === void 0 || closerOf(last2) !== piece.kind) return unexpected(cursor, piece, last2);
        into = last2.outer;
        into.push(finished(last2, piece.span.end));
        break;
      }
    }
  }
  const last = open2.at(-1);
  if (last !== void 0) abandon(cursor, `expected %{ ${closerOf(last)} } for this directive, found the end of the template`, last.directive.span.start, Math.min(last.directive.span.end, end));
  return { parts, levels };
}
function closerOf(open2) {
  return open2.directive.kind === "open-if" ? "endif" : "endfor";
}
function unexpected(cursor, piece, open2) {
  const expected = open2 === void 0 ? "an if or for directive before this one" : `%{ ${closerOf(open2)} }`;
  return abandon(cursor, `expected ${expected}, found %{ ${piece.kind} }`, piece.span.start, piece.span.end);
}
function finished(open2, end) {
  const { directive } = open2;
  const span = { start: directive.span.start, end };
  if (directive.kind === "open-if") return { kind: "if", condition: directive.condition, then: open2.then, otherwise: open2.otherwise, span };
  const { keyName, valueName, collection } = directive;
  const names = keyName === void 0 ? { valueName } : { keyName, valueName };
  return { kind: "for", ...names, collection, body: open2.then, span };
}

// src/syntax/hcl/template.ts
var BACKSLASH = 92;
var DOLLAR = 36;
var TILDE = 126;
function openDraft(start, lines) {
  return { pieces: [], lines, value: "", run: start, textStart: start, strip: false, sequences: false, height: 0 };
}
function readQuoted(cursor, read2) {
  const { text, start } = cursor;
  const stop = plainEnd(text, start + 1);
  if (text.charCodeAt(stop) !== QUOTE) return readQuotedParts(cursor, stop, read2);
  cursor.end = stop + 1;
  advance(cursor);
  cursor.height = 1;
  return { kind: "literal", value: text.slice(start + 1, stop), span: { start, end: stop + 1 } };
}
function plainEnd(text, from) {
  const length = text.length;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code <= BACKSLASH && (code === QUOTE || code === BACKSLASH || code === DOLLAR || code === PERCENT || code === 10 || code === 13)) break;
    at++;
  }
  return at;
}
function readQuotedParts(cursor, stop, read2) {
  const { text, start } = cursor;
  const draft = openDraft(start + 1, false);
  let at = stop;
  for (; ; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    if (code === BACKSLASH) {
      const end = escapeEnd(text, at);
      draft.value += text.slice(draft.run, at) + unescaped(cursor, at, end);
      draft.run = at = end;
    } else if (code === DOLLAR || code === PERCENT) {
      at = readMarker(cursor, draft, at, code, read2);
    } else {
      abandon(cursor, `expected a closing quote for this string, found the end of the ${at < text.length ? "line" : "file"}`, start, at);
    }
    at = plainEnd(text, at);
  }
  const value = endText(cursor, draft, at);
  cursor.end = at + 1;
  advance(cursor);
  const span = { start, end: at + 1 };
  if (!draft.sequences) {
    cursor.height = 1;
    return { kind: "literal", value, span };
  }
  return { kind: "template", parts: finish(cursor, draft, span.end), span };
}
function readHeredoc(cursor, read2) {
  const { text, start } = cursor;
  const nameStart = heredocName(text, start);
  const name = text.slice(nameStart, identifierEnd(text, nameStart));
  const indented = nameStart === start + 3;
  const intro = nameStart + name.length;
  const draft = openDraft(cursor.end, true);
  let at = cursor.end;
  let lineStart = true;
  let feed = -1;
  let closing = -1;
  for (; ; ) {
    if (feed < at) feed = text.indexOf("\n", at);
    if (feed < 0) abandon(cursor, `expected a line with ${name} alone to close this heredoc, found the end of the file`, start, intro);
    if (lineStart) closing = heredocClosing(text, name, at, feed);
    if (closing >= 0) break;
    at = readLine(cursor, draft, at, feed, read2);
    lineStart = at === feed + 1;
  }
  endText(cursor, draft, at);
  cursor.end = closing;
  advance(cursor);
  if (indented) outdent(draft.pieces);
  return { kind: "heredoc", indented, parts: finish(cursor, draft, closing), span: { start, end: closing } };
}
function readLine(cursor, draft, from, feed, read2) {
  const { text } = cursor;
  let at = from;
  while (at < feed) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR || code === PERCENT) {
      const next = readMarker(cursor, draft, at, code, read2);
      if (draft.run === next && draft.textStart === next) return next;
      at = next;
    } else {
      if (code === 13 && at + 1 < feed) report(cursor, "expected a line feed after a carriage return, found more text", at, at + 1);
      at++;
    }
  }
  return feed + 1;
}
function readMarker(cursor, draft, at, code, read2) {
  const { text } = cursor;
  const next = text.charCodeAt(at + 1);
  if (next === BRACE_OPEN) {
    endText(cursor, draft, at);
    draft.sequences = true;
    readSequence(cursor, draft, at, code, read2);
    draft.run = draft.textStart = cursor.end;
    return cursor.end;
  }
  if (next !== code || text.charCodeAt(at + 2) !== BRACE_OPEN) return at + 1;
  draft.value += text.slice(draft.run, at + 1);
  draft.run = at + 2;
  return at + 3;
}
function endText(cursor, draft, end) {
  let value = draft.value + cursor.text.slice(draft.run, end);
  if (end > draft.textStart) {
    if (draft.strip) value = stripAfter(value, draft.lines);
    draft.pieces.push({ kind: "text", value, span: { start: draft.textStart, end } });
  }
  draft.value = "";
  draft.strip = false;
  return value;
}
function readSequence(cursor, draft, start, code, read2) {
  const strips = cursor.text.charCodeAt(start + 2) === TILDE;
  if (strips) stripBefore(draft.pieces.at(-1), draft.lines);
  const outer = cursor.newlines;
  cursor.newlines = false;
  cursor.end = start + (strips ? 3 : 2);
  advance(cursor);
  if (code === DOLLAR) {
    const value = read2(cursor);
    draft.height = Math.max(draft.height, cursor.height);
    closeSequence(cursor, draft, 'a "}" to end the interpolation (a literal "${" is written "$${")');
    draft.pieces.push({ kind: "interpolation", value, span: { start, end: cursor.end } });
  } else {
    draft.pieces.push(readDirective(cursor, draft, start, read2));
  }
  cursor.newlines = outer;
}
function closeSequence(cursor, draft, expected) {
  if (cursor.kind !== BRACE_CLOSE && cursor.kind !== STRIP_CLOSE) refuse(cursor, expected);
  draft.strip = cursor.kind === STRIP_CLOSE;
}
function readDirective(cursor, draft, start, read2) {
  const name = cursor.kind === IDENTIFIER ? cursor.text.slice(cursor.start, cursor.end) : "";
  const end = 'a "}" to end the directive';
  switch (name) {
    case "if": {
      advance(cursor);
      const condition = read2(cursor);
      draft.height = Math.max(draft.height, cursor.height);
      closeSequence(cursor, draft, end);
      return { kind: "open-if", condition, span: { start, end: cursor.end } };
    }
    case "for": {
      advance(cursor);
      const { keyName, valueName } = readForNames(cursor);
      const collection = read2(cursor);
      draft.height = Math.max(draft.height, cursor.height);
      closeSequence(cursor, draft, end);
      return { kind: "open-for", keyName, valueName, collection, span: { start, end: cursor.end } };
    }
    case "else":
    case "endif":
    case "endfor":
      advance(cursor);
      closeSequence(cursor, draft, end);
      return { kind: name, span: { start, end: cursor.end } };
    default:
      return refuse(cursor, "if, else, endif, for or endfor");
  }
}
function readForNames(cursor) {
  const first = readName(cursor);
  let second;
  if (cursor.kind === COMMA) {
    advance(cursor);
    second = readName(cursor);
  }
  if (cursor.kind !== IDENTIFIER || cursor.text.slice(cursor.start, cursor.end) !== "in") refuse(cursor, '"in" after the names of the for');
  advance(cursor);
  return second === void 0 ? { keyName: void 0, valueName: first } : { keyName: first, valueName: second };
}
function readName(cursor) {
  if (cursor.kind !== IDENTIFIER) refuse(cursor, "a name for the for's variable");
  const name = cursor.text.slice(cursor.start, cursor.end);
  advance(cursor);
  return name;
}
function finish(cursor, draft, end) {
  const { parts, levels } = nest(cursor, draft.pieces, end);
  grow(cursor, draft.height + levels + 1);
  return parts;
}

// src/syntax/hcl/collection.ts
function readBrackets(cursor, read2) {
  const { start, newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  if (isWord(cursor, "for")) return readFor(cursor, start, newlines, BRACKET_CLOSE, read2);
  const items = [];
  let height = 0;
  while (cursor.kind !== BRACKET_CLOSE) {
    items.push(read2(cursor));
    height = Math.max(height, cursor.height);
    if (cursor.kind === COMMA) advance(cursor);
    else if (cursor.kind !== BRACKET_CLOSE) refuse(cursor, '"," or "]" after the item');
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "tuple", items, span: { start, end } };
}
function isWord(cursor, word) {
  return cursor.kind === IDENTIFIER && cursor.end - cursor.start === word.length && cursor.text.startsWith(word, cursor.start);
}
function readBraces(cursor, read2) {
  const { start, newlines } = cursor;
  cursor.newlines = true;
  advance(cursor);
  skipNewlines(cursor);
  if (isWord(cursor, "for")) return readFor(cursor, start, newlines, BRACE_CLOSE, read2);
  const entries = [];
  let height = 0;
  while (cursor.kind !== BRACE_CLOSE) {
    const entry = readEntry(cursor, read2);
    height = Math.max(height, cursor.height);
    entries.push(entry);
    if (cursor.kind === COMMA || cursor.kind === NEWLINE) {
      advance(cursor);
      skipNewlines(cursor);
    } else if (cursor.kind !== BRACE_CLOSE) {
      refuse(cursor, 'a comma, a new line or "}" after the entry');
    }
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "object", entries, span: { start, end } };
}
function skipNewlines(cursor) {
  while (cursor.kind === NEWLINE) advance(cursor);
}
function readEntry(cursor, read2) {
  const { kind } = cursor;
  const written = read2(cursor);
  let { height } = cursor;
  if (cursor.kind !== ASSIGN && cursor.kind !== COLON) refuse(cursor, '"=" or ":" and a value after the key');
  advance(cursor);
  const value = read2(cursor);
  height = Math.max(height, cursor.height);
  cursor.height = height;
  const key = kind === IDENTIFIER ? nameAsKey(written) : written;
  return { key, value, span: { start: written.span.start, end: value.span.end } };
}
function nameAsKey(key) {
  if (key.kind === "variable") return { kind: "literal", value: key.name, span: key.span };
  if (key.kind === "literal") return { kind: "literal", value: String(key.value), span: key.span };
  return key;
}
function readFor(cursor, start, newlines, closer, read2) {
  cursor.newlines = false;
  advance(cursor);
  const { keyName, valueName } = readForNames(cursor);
  const collection = read2(cursor);
  let { height } = cursor;
  if (cursor.kind !== COLON) refuse(cursor, '":" after the collection of the for');
  advance(cursor);
  let value = read2(cursor);
  height = Math.max(height, cursor.height);
  let key;
  if (cursor.kind === ARROW) {
    advance(cursor);
    key = value;
    value = read2(cursor);
    height = Math.max(height, cursor.height);
  }
  const ellipsis = { start: cursor.start, end: cursor.end };
  const group = cursor.kind === ELLIPSIS;
  if (group) advance(cursor);
  let condition;
  if (isWord(cursor, "if")) {
    advance(cursor);
    condition = read2(cursor);
    height = Math.max(height, cursor.height);
  }
  if (cursor.kind !== closer) refuse(cursor, `${closer === BRACE_CLOSE ? '"}"' : '"]"'} to end the for`);
  const { end } = cursor;
  if (closer === BRACKET_CLOSE) {
    if (key !== void 0) abandon(cursor, 'expected no key ("=>") in a for that builds a list, found one', key.span.start, key.span.end);
    if (group) abandon(cursor, 'expected no grouping ("...") in a for that builds a list, found it', ellipsis.start, ellipsis.end);
  } else if (key === void 0) {
    abandon(cursor, 'expected a key ("=>") in a for that builds an object, found none', value.span.start, value.span.end);
  }
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return {
    kind: "for",
    ...keyName === void 0 ? {} : { keyName },
    valueName,
    collection,
    ...key === void 0 ? {} : { key },
    value,
    ...condition === void 0 ? {} : { condition },
    group,
    span: { start, end }
  };
}
function readCall(cursor, first, start, firstEnd, read2) {
  let name = first;
  let nameEnd = firstEnd;
  while (cursor.kind === DOUBLE_COLON) {
    advance(cursor);
    if (cursor.kind !== IDENTIFIER) refuse(cursor, `a function's name after "::"`);
    name += `::${cursor.text.slice(cursor.start, cursor.end)}`;
    nameEnd = cursor.end;
    advance(cursor);
  }
  if (cursor.kind !== PAREN_OPEN) refuse(cursor, `"(" after the function's name`);
  const { newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  const args = [];
  let expand = false;
  let height = 0;
  while (cursor.kind !== PAREN_CLOSE) {
    args.push(read2(cursor));
    height = Math.max(height, cursor.height);
    if (cursor.kind === COMMA) {
      advance(cursor);
    } else if (cursor.kind === ELLIPSIS) {
      advance(cursor);
      expand = true;
      if (cursor.kind !== PAREN_CLOSE) refuse(cursor, '")" after the expanded last argument');
    } else if (cursor.kind !== PAREN_CLOSE) {
      refuse(cursor, '"," or ")" after the argument');
    }
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "call", name, args, expand, nameSpan: { start, end: nameEnd }, span: { start, end } };
}

// src/syntax/hcl/number.ts
var LEAST_EXPONENT = -(2 ** 31);
var MOST_EXPONENT = 2 ** 31 - 1;
function isNumber(text) {
  let at = digitsEnd(text, 0);
  let fraction = 0;
  if (text.charCodeAt(at) === 46) {
    const end = digitsEnd(text, at + 1);
    fraction = end - at - 1;
    at = end;
  }
  if (at === text.length) return true;
  const digits = /^[eE][+-]?0*([0-9]*)$/.exec(text.slice(at))?.[1];
  return digits !== void 0 && (digits.length <= 8 || isBounded(text.slice(0, at), Number(text.slice(at + 1)) - fraction));
}
function isBounded(mantissa, scale) {
  const digits = mantissa.replace(".", "").replace(/^0+/, "");
  if (digits === "") return Number.isSafeInteger(scale);
  const bits = Math.floor(Math.log2(Number(`0.${digits}`)) + digits.length * Math.log2(10)) + 1;
  return bits + scale >= LEAST_EXPONENT && bits + scale <= MOST_EXPONENT;
}
function digitsEnd(text, from) {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

// src/syntax/hcl/traversal.ts
function readTraversal(cursor, term, read2) {
  const { start } = term.span;
  let target = term;
  let height = cursor.height;
  for (; ; ) {
    if (cursor.kind === DOT) {
      advance(cursor);
      const { kind } = cursor;
      if (kind === IDENTIFIER) {
        target = { kind: "get", target, name: readName2(cursor), span: { start, end: cursor.previousEnd } };
      } else if (kind === NUMBER) {
        const key = readLegacyKey(cursor);
        target = { kind: "index", target, key, legacy: true, span: { start, end: key.span.end } };
      } else if (kind === STAR) {
        advance(cursor);
        const steps = readAttributeSteps(cursor);
        target = { kind: "splat", target, full: false, steps, span: { start, end: cursor.previousEnd } };
      } else {
        refuse(cursor, "an attribute's name after the dot");
      }
    } else if (cursor.kind === BRACKET_OPEN) {
      const key = readBracket(cursor, read2);
      if (key === "*") {
        const steps = readFullSteps(cursor, read2);
        target = { kind: "splat", target, full: true, steps, span: { start, end: cursor.previousEnd } };
      } else {
        target = { kind: "index", target, key, legacy: false, span: { start, end: cursor.previousEnd } };
      }
      height = Math.max(height, cursor.height);
    } else {
      cursor.height = height;
      return target;
    }
    grow(cursor, ++height);
  }
}
function readName2(cursor) {
  const name = cursor.text.slice(cursor.start, cursor.end);
  advance(cursor);
  return name;
}
function readLegacyKey(cursor) {
  const { start, end } = cursor;
  const text = cursor.text.slice(start, end);
  if (text.includes(".") || !isNumber(text)) abandon(cursor, "expected one whole number as legacy index (several are written [0][1]), found more", start, end);
  advance(cursor);
  return { kind: "literal", value: Number(text), text, span: { start, end } };
}
function readBracket(cursor, read2) {
  const { newlines } = cursor;
  const { end } = cursor;
  advance(cursor);
  if (cursor.kind === STAR) {
    advance(cursor);
    if (cursor.kind !== BRACKET_CLOSE) refuse(cursor, '"]" after the star of the splat');
    advance(cursor);
    cursor.height = 1;
    return "*";
  }
  cursor.newlines = false;
  if (cursor.kind === NEWLINE) {
    cursor.end = end;
    advance(cursor);
  }
  const key = read2(cursor);
  if (cursor.kind !== BRACKET_CLOSE) refuse(cursor, '"]" to close the index');
  cursor.newlines = newlines;
  advance(cursor);
  return key;
}
function readAttributeSteps(cursor) {
  const steps = [];
  while (cursor.kind === DOT) {
    advance(cursor);
    const { kind } = cursor;
    if (kind === IDENTIFIER) steps.push({ kind: "get", name: readName2(cursor) });
    else if (kind === NUMBER) steps.push({ kind: "index", key: readLegacyKey(cursor) });
    else refuse(cursor, "an attribute's name after the dot");
  }
  return steps;
}
function readFullSteps(cursor, read2) {
  descend(cursor);
  const steps = [];
  let height = 1;
  for (; ; ) {
    if (cursor.kind === DOT) {
      advance(cursor);
      const { kind } = cursor;
      if (kind === IDENTIFIER) {
        steps.push({ kind: "get", name: readName2(cursor) });
      } else if (kind === NUMBER) {
        steps.push({ kind: "index", key: readLegacyKey(cursor) });
      } else if (kind === STAR) {
        advance(cursor);
        steps.push({ kind: "splat", full: false, steps: readAttributeSteps(cursor) });
      } else {
        refuse(cursor, "an attribute's name after the dot");
      }
    } else if (cursor.kind === BRACKET_OPEN) {
      const key = readBracket(cursor, read2);
      height = Math.max(height, cursor.height);
      if (key === "*") {
        steps.push({ kind: "splat", full: true, steps: readFullSteps(cursor, read2) });
        height = Math.max(height, cursor.height);
      } else {
        steps.push({ kind: "index", key });
      }
    } else {
      cursor.depth--;
      cursor.height = height + 1;
      return steps;
    }
  }
}

// src/syntax/hcl/expression.ts
function readExpression(cursor) {
  descend(cursor);
  const condition = readBinary(cursor, 1);
  if (cursor.kind !== QUESTION) {
    cursor.depth--;
    return condition;
  }
  let height = cursor.height;
  advance(cursor);
  const then = readExpression(cursor);
  height = Math.max(height, cursor.height);
  if (cursor.kind !== COLON) refuse(cursor, '":" and the other result of the conditional');
  advance(cursor);
  const otherwise = readExpression(cursor);
  grow(cursor, Math.max(height, cursor.height) + 1);
  cursor.depth--;
  return { kind: "conditional", condition, then, otherwise, span: { start: condition.span.start, end: otherwise.span.end } };
}
var operators = [];
for (const [level, signs] of [
  [1, [[OR, "||"]]],
  [2, [[AND, "&&"]]],
  [3, [[EQUAL, "=="], [NOT_EQUAL, "!="]]],
  [4, [[GREATER, ">"], [GREATER_OR_EQUAL, ">="], [LESS, "<"], [LESS_OR_EQUAL, "<="]]],
  [5, [[PLUS, "+"], [MINUS, "-"]]],
  [6, [[STAR, "*"], [SLASH, "/"], [PERCENT, "%"]]]
]) {
  for (const [kind, sign2] of signs) operators[kind] = { sign: sign2, level };
}
for (let kind = 0; kind < 256; kind++) operators[kind] ??= void 0;
function readBinary(cursor, level) {
  let left = readOperand(cursor);
  let height = cursor.height;
  for (; ; ) {
    const operator = operators[cursor.kind];
    if (operator === void 0 || operator.level < level) {
      cursor.height = height;
      return left;
    }
    advance(cursor);
    descend(cursor);
    const right = readBinary(cursor, operator.level + 1);
    cursor.depth--;
    height = Math.max(height, cursor.height) + 1;
    grow(cursor, height);
    left = { kind: "binary", operator: operator.sign, left, right, span: { start: left.span.start, end: right.span.end } };
  }
}
function readOperand(cursor) {
  const { kind, start } = cursor;
  if (kind === MINUS || kind === BANG) {
    advance(cursor);
    descend(cursor);
    const operand = readOperand(cursor);
    cursor.depth--;
    grow(cursor, cursor.height + 1);
    return { kind: "unary", operator: kind === MINUS ? "-" : "!", operand, span: { start, end: operand.span.end } };
  }
  const term = readTerm(cursor);
  return cursor.kind === DOT || cursor.kind === BRACKET_OPEN ? readTraversal(cursor, term, readExpression) : term;
}
function readTerm(cursor) {
  switch (cursor.kind) {
    case IDENTIFIER:
      return readWord(cursor);
    case QUOTE:
      return readQuoted(cursor, readExpression);
    case NUMBER:
      return readNumber(cursor);
    case BRACE_OPEN:
      return readBraces(cursor, readExpression);
    case BRACKET_OPEN:
      return readBrackets(cursor, readExpression);
    case PAREN_OPEN:
      return readParenthesised(cursor);
    case HEREDOC:
      return readHeredoc(cursor, readExpression);
    default:
      return refuse(cursor, "an expression");
  }
}
function readWord(cursor) {
  const { start, end } = cursor;
  const name = cursor.text.slice(start, end);
  advance(cursor);
  if (cursor.kind === PAREN_OPEN || cursor.kind === DOUBLE_COLON) return readCall(cursor, name, start, end, readExpression);
  cursor.height = 1;
  const span = { start, end };
  switch (name) {
    case "true":
      return { kind: "literal", value: true, span };
    case "false":
      return { kind: "literal", value: false, span };
    case "null":
      return { kind: "literal", value: null, span };
    default:
      return { kind: "variable", name, span };
  }
}
function readNumber(cursor) {
  const { start, end } = cursor;
  const text = cursor.text.slice(start, end);
  if (!isNumber(text)) abandon(cursor, `expected a number, found ${text.length > 40 ? "something longer that is none" : text}`, start, end);
  advance(cursor);
  cursor.height = 1;
  return { kind: "literal", value: Number(text), text, span: { start, end } };
}
function readParenthesised(cursor) {
  const { start, newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  const inner = readExpression(cursor);
  if (cursor.kind !== PAREN_CLOSE) refuse(cursor, '")" to close the parenthesis');
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, cursor.height + 1);
  return { kind: "parenthesised", inner, span: { start, end } };
}

// src/syntax/hcl/recovery.ts
var DOLLAR2 = 36;
var BACKSLASH2 = 92;
function skipItem(cursor, start, least, options) {
  cursor.newlines = true;
  cursor.end = start;
  const brackets = { stack: [], counts: /* @__PURE__ */ new Map() };
  for (; ; ) {
    advance(cursor);
    switch (cursor.kind) {
      case END:
        return;
      case NEWLINE:
        if (endsItem(cursor, brackets.stack.at(-1), least, options)) return;
        break;
      case BRACE_OPEN:
      case BRACKET_OPEN:
      case PAREN_OPEN:
        open(brackets, cursor.kind);
        break;
      case BRACE_CLOSE:
      case STRIP_CLOSE:
        if (closeBrace(cursor, brackets) && cursor.start >= least) return;
        break;
      case BRACKET_CLOSE:
        close(brackets, BRACKET_OPEN, BRACKET_OPEN);
        break;
      case PAREN_CLOSE:
        close(brackets, PAREN_OPEN, PAREN_OPEN);
        break;
      case QUOTE:
        skipText(cursor, brackets, cursor.start + 1);
        break;
      case HEREDOC:
        if (!skipHeredoc(cursor, options)) return;
        break;
      default:
        break;
    }
  }
}
function endsItem(cursor, last, least, options) {
  if (last === void 0) return cursor.start >= least;
  if (last !== BRACE_OPEN) return itemSign(cursor.text, cursor.end) >= least;
  return options.byColumn && isHeader(cursor.text, cursor.end) && spaceEnd(cursor.text, identifierEnd(cursor.text, cursor.end)) >= least;
}
function itemSign(text, lineStart) {
  const start = spaceEnd(text, lineStart);
  const end = identifierEnd(text, start);
  if (end === start) return -1;
  const next = spaceEnd(text, end);
  const code = text.charCodeAt(next);
  if (code === ASSIGN) return text.charCodeAt(next + 1) === ASSIGN || text.charCodeAt(next + 1) === GREATER ? -1 : next;
  if (code !== QUOTE && code !== BRACE_OPEN) return -1;
  const word = text.slice(start, end);
  return word === "for" || word === "in" || word === "if" ? -1 : next;
}
function spaceEnd(text, from) {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}
function open(brackets, kind) {
  brackets.stack.push(kind);
  brackets.counts.set(kind, (brackets.counts.get(kind) ?? 0) + 1);
}
function close(brackets, one, other) {
  const { stack, counts } = brackets;
  if ((counts.get(one) ?? 0) === 0 && (counts.get(other) ?? 0) === 0) return void 0;
  for (; ; ) {
    const kind = stack.pop();
    if (kind === void 0) return void 0;
    counts.set(kind, (counts.get(kind) ?? 1) - 1);
    if (kind === one || kind === other) return kind;
  }
}
function closeBrace(cursor, brackets) {
  const kind = close(brackets, BRACE_OPEN, QUOTE);
  if (kind === QUOTE) skipText(cursor, brackets, cursor.end);
  return kind === void 0 && cursor.kind === BRACE_CLOSE;
}
function skipText(cursor, brackets, from) {
  const { text } = cursor;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at++;
      break;
    }
    if (code === 10 || code === 13 && text.charCodeAt(at + 1) === 10) break;
    if (code === BACKSLASH2) {
      const next = text.charCodeAt(at + 1);
      at += next === 10 || next === 13 ? 1 : 2;
    } else if (code === DOLLAR2 || code === PERCENT) {
      const next = text.charCodeAt(at + 1);
      if (next === BRACE_OPEN) {
        open(brackets, QUOTE);
        at += 2;
        break;
      }
      at += next === code && text.charCodeAt(at + 2) === BRACE_OPEN ? 3 : 1;
    } else {
      at++;
    }
  }
  cursor.end = Math.min(at, text.length);
}
function skipHeredoc(cursor, options) {
  const { text } = cursor;
  const nameStart = heredocName(text, cursor.start);
  const name = text.slice(nameStart, identifierEnd(text, nameStart));
  const introduced = cursor.end;
  let header = -1;
  let at = introduced;
  for (; ; ) {
    const feed = text.indexOf("\n", at);
    if (feed < 0) break;
    const closing = heredocClosing(text, name, at, feed);
    if (closing >= 0) {
      cursor.end = closing;
      return true;
    }
    if (header < 0 && isHeader(text, at)) header = at;
    at = feed + 1;
  }
  cursor.end = header < 0 || options.heredocsLeft <= 0 ? text.length : header - 1;
  options.heredocsLeft--;
  advance(cursor);
  return false;
}
function isHeader(text, at) {
  const end = identifierEnd(text, at);
  if (end === at) return false;
  const next = spaceEnd(text, end);
  const code = text.charCodeAt(next);
  return code === QUOTE || code === BRACE_OPEN || identifierEnd(text, next) > next;
}

// src/syntax/hcl/structure.ts
function openDraft2() {
  return { attributes: [], blocks: [], names: void 0, incomplete: false };
}
function readFileBody(structure) {
  const { cursor } = structure;
  const draft = openDraft2();
  readItems(structure, draft, false);
  const { attributes, blocks, incomplete } = draft;
  return { attributes, blocks, span: { start: 0, end: cursor.text.length }, incomplete };
}
function readItems(structure, draft, nested) {
  const { cursor } = structure;
  const { depth } = cursor;
  for (; ; ) {
    while (cursor.kind === NEWLINE) advance(cursor);
    if (cursor.kind === END || nested && cursor.kind === BRACE_CLOSE) return;
    const { start } = cursor;
    if (nested && structure.byColumn && atLineStart(cursor) && isHeader(cursor.text, start)) return;
    try {
      readItem(structure, draft, nested);
    } catch (error) {
      if (error !== abandoned) throw error;
      cursor.depth = depth;
      draft.incomplete = true;
      skipItem(cursor, start, Math.max(cursor.start, start + 1), structure);
      if (!nested && cursor.kind === BRACE_CLOSE) advance(cursor);
      skipLooseBraces(structure);
    }
  }
}
function atLineStart(cursor) {
  return cursor.start === 0 || cursor.text.charCodeAt(cursor.start - 1) === 10;
}
function skipLooseBraces(structure) {
  const { cursor } = structure;
  while (cursor.kind === NEWLINE) advance(cursor);
  if (cursor.kind === BRACE_OPEN) skipItem(cursor, cursor.start, cursor.start + 1, structure);
}
function readItem(structure, draft, nested) {
  const { cursor } = structure;
  if (cursor.kind !== IDENTIFIER) refuse(cursor, nested ? 'an attribute, a block or "}"' : "an attribute or a block");
  const { start, end } = cursor;
  const name = cursor.text.slice(start, end);
  advance(cursor);
  switch (cursor.kind) {
    case ASSIGN:
      addAttribute(cursor, draft, readAttribute(cursor, name, start, end));
      endItem(structure, draft, nested, "attribute");
      return;
    case IDENTIFIER:
    case QUOTE:
    case BRACE_OPEN:
      draft.blocks.push(readBlock(structure, name, start));
      endItem(structure, draft, nested, "block");
      return;
    default:
      refuse(cursor, `"=" or a block after the name ${clip(cursor.text, start, end)}`);
  }
}
function readAttribute(cursor, name, start, end) {
  advance(cursor);
  const value = readExpression(cursor);
  return { name, nameSpan: { start, end }, value, span: { start, end: value.span.end } };
}
function addAttribute(cursor, draft, attribute) {
  const { attributes } = draft;
  const { name, nameSpan } = attribute;
  if (attributes.length === 16) draft.names = new Set(attributes.map((other) => other.name));
  const known = draft.names === void 0 ? attributes.some((other) => other.name === name) : draft.names.has(name);
  if (known) {
    report(cursor, `expected each attribute once, found ${clip(name, 0, name.length)} again`, nameSpan.start, nameSpan.end);
    return;
  }
  attributes.push(attribute);
  draft.names?.add(name);
}
function endItem(structure, draft, nested, item) {
  const { cursor } = structure;
  if (cursor.kind === NEWLINE || cursor.kind === END) return;
  if (structure.unclosed && atLineStart(cursor)) return;
  report(cursor, `expected a new line after the ${item}, found ${found(cursor)}`, cursor.start, cursor.end);
  if (nested && cursor.kind === BRACE_CLOSE) return;
  draft.incomplete = true;
  skipItem(cursor, cursor.start, cursor.start, structure);
  if (!nested && cursor.kind === BRACE_CLOSE) advance(cursor);
}
function readBlock(structure, type, start) {
  const { cursor } = structure;
  const labels = [];
  for (; ; ) {
    if (cursor.kind === BRACE_OPEN) break;
    if (cursor.kind === QUOTE) labels.push(readLabel(cursor));
    else if (cursor.kind === IDENTIFIER) labels.push(readBareLabel(cursor));
    else refuse(cursor, `"{" or a label after the block's type`);
  }
  const header = { start, end: cursor.previousEnd };
  descend(cursor);
  const opened = cursor.end;
  const draft = openDraft2();
  advance(cursor);
  if (cursor.kind === NEWLINE || cursor.kind === BRACE_CLOSE || cursor.kind === END) readItems(structure, draft, true);
  else readOnlyAttribute(structure, draft);
  cursor.depth--;
  const { attributes, blocks } = draft;
  if (cursor.kind === BRACE_CLOSE) {
    const { end: end2 } = cursor;
    const body = { attributes, blocks, span: { start: opened, end: cursor.start }, incomplete: draft.incomplete };
    advance(cursor);
    return { type, labels, body, header, span: { start, end: end2 } };
  }
  if (!structure.unclosed) {
    const { text } = cursor;
    report(cursor, `expected "}" to close the block ${clip(text, header.start, header.end)}, found ${cursor.kind === END ? "the end of the file" : "another block at the beginning of a line"}`, header.start, header.end);
  }
  structure.unclosed = true;
  const end = Math.max(opened, cursor.previousEnd);
  return { type, labels, body: { attributes, blocks, span: { start: opened, end }, incomplete: true }, header, span: { start, end } };
}
function readOnlyAttribute(structure, draft) {
  const { cursor } = structure;
  const { start, end, depth } = cursor;
  try {
    if (cursor.kind !== IDENTIFIER) refuse(cursor, 'an attribute, a new line or "}" after the opening brace');
    const name = cursor.text.slice(start, end);
    advance(cursor);
    if (cursor.kind !== ASSIGN) refuse(cursor, '"=" after the name of the only attribute of a block on one line');
    addAttribute(cursor, draft, readAttribute(cursor, name, start, end));
    if (cursor.kind !== BRACE_CLOSE) refuse(cursor, '"}" after the only attribute of a block on one line');
  } catch (error) {
    if (error !== abandoned) throw error;
    cursor.depth = depth;
    draft.incomplete = true;
    skipItem(cursor, start, cursor.start, structure);
    readItems(structure, draft, true);
  }
}
function readLabel(cursor) {
  const label = readQuoted(cursor, readExpression);
  if (label.kind === "literal" && typeof label.value === "string") return { value: label.value, span: label.span };
  const { start, end } = label.span;
  report(cursor, 'expected a label without interpolation (a literal "${" is written "$${"), found one', start, end);
  return { value: cursor.text.slice(start + 1, end - 1), span: label.span };
}
function readBareLabel(cursor) {
  const { start, end } = cursor;
  advance(cursor);
  return { value: cursor.text.slice(start, end), span: { start, end } };
}

// src/syntax/hcl/parse.ts
function parseHcl(source) {
  const first = read(source.text, false);
  if (!first.unclosed) return first.file;
  const second = read(source.text, true);
  return second.file.faults.length <= first.file.faults.length ? second.file : first.file;
}
function read(text, byColumn) {
  const cursor = openCursor(text);
  const structure = { cursor, byColumn, heredocsLeft: 3, unclosed: false };
  const body = readFileBody(structure);
  const { comments, faults } = cursor;
  faults.sort((a, b) => a.span.start - b.span.start);
  return { file: { body, comments, faults }, unclosed: structure.unclosed };
}

export {
  parseHcl
};
