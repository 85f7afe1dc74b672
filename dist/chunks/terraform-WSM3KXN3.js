import {
  launchSettings,
  settingNames,
  spelling
} from "./chunk-4OY7L4PU.js";
import {
  locate
} from "./chunk-CFZEQPZM.js";
import {
  parseHcl
} from "./chunk-E4BCGDJZ.js";
import "./chunk-R7APFQ6S.js";

// src/parsers/terraform/value.ts
function scalar(value, origin) {
  return { kind: "scalar", value, origin };
}
function unknown(why, origin, oneOf) {
  return oneOf === void 0 ? { kind: "unknown", why, origin } : { kind: "unknown", why, oneOf, origin };
}
function failure(why, origin) {
  return { kind: "unknown", why, error: true, origin };
}
function passed(value, at, note) {
  return { ...value, origin: { at, note, from: value.origin } };
}
var longestTrail = 12;
function trailOf(origin) {
  const hops = [];
  for (let step = origin; step !== void 0; step = step.from) {
    if (step.note !== void 0) hops.push({ at: step.at, note: step.note });
  }
  hops.reverse();
  if (hops.length <= longestTrail) return hops;
  return [...hops.slice(0, longestTrail / 2), ...hops.slice(-longestTrail / 2)];
}
function possibleScalars(value) {
  if (value.kind === "scalar") return value.value === null ? void 0 : [value.value];
  return value.kind === "unknown" ? value.oneOf : void 0;
}
function textOf(value) {
  return value === null ? void 0 : String(value);
}
function numberOf(value) {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return void 0;
  return Number(value);
}
function boolOf(value) {
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  return value === "false" ? false : void 0;
}

// src/parsers/terraform/operators.ts
function binary(operator, left, right, origin) {
  switch (operator) {
    case "&&":
    case "||":
      return logical(operator, left, right, origin);
    case "==":
    case "!=": {
      const same2 = equal(left, right);
      if (typeof same2 === "string") return unknown(same2, origin, [true, false]);
      return scalar(operator === "==" ? same2 : !same2, origin);
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, left, right, origin);
  }
}
function logical(operator, left, right, origin) {
  const decisive = operator === "||";
  const truths = [left, right].map((side) => side.kind === "scalar" ? boolOf(side.value) : void 0);
  if (truths.includes(decisive)) return scalar(decisive, origin);
  for (const side of [left, right]) {
    if (side.kind === "unknown") return { ...unknown(side.why, origin, [true, false]), ...side.error ? { error: true } : {} };
    if (side.kind === "reference") return unknown(afterApply(side.address, side.path), origin, [true, false]);
  }
  if (truths.includes(void 0)) return failure(`${operator} needs true or false`, origin);
  return scalar(!decisive, origin);
}
function equal(left, right) {
  if (left.kind === "unknown") return left.why;
  if (right.kind === "unknown") return right.why;
  if (left.kind === "reference" || right.kind === "reference") return equalReference(left, right);
  if (left.kind === "scalar" || right.kind === "scalar") {
    return left.kind === "scalar" && right.kind === "scalar" && left.value === right.value;
  }
  if (left.kind === "list" && right.kind === "list") return everyEqual(left.items, right.items);
  if (left.kind === "map" && right.kind === "map") {
    const keys2 = [...left.entries.keys()];
    if (keys2.length !== right.entries.size || keys2.some((key) => !right.entries.has(key))) return false;
    return everyEqual([...left.entries.values()], keys2.map((key) => right.entries.get(key)).filter((value) => value !== void 0));
  }
  return false;
}
function equalReference(left, right) {
  for (const [one2, other] of [[left, right], [right, left]]) {
    if (one2.kind !== "reference") continue;
    if (other.kind === "scalar" && other.value === null && isComputed(one2.path)) return false;
    return afterApply(one2.address, one2.path);
  }
  return "the comparison is not decided";
}
function isComputed(path) {
  return path.length === 0 || path[0] === "id" || path[0] === "arn";
}
function everyEqual(left, right) {
  if (left.length !== right.length) return false;
  let doubt;
  for (const [at, item] of left.entries()) {
    const other = right[at];
    const same2 = other === void 0 ? false : equal(item, other);
    if (same2 === false) return false;
    if (typeof same2 === "string") doubt ??= same2;
  }
  return doubt ?? true;
}
function arithmetic(operator, left, right, origin) {
  const numbers = [];
  for (const side of [left, right]) {
    if (side.kind === "unknown") return side.error ? failure(side.why, origin) : unknown(side.why, origin);
    if (side.kind === "reference") return unknown(afterApply(side.address, side.path), origin);
    const number2 = side.kind === "scalar" ? numberOf(side.value) : void 0;
    if (number2 === void 0) return failure(`${operator} needs numbers`, origin);
    numbers.push(number2);
  }
  const [a = 0, b = 0] = numbers;
  switch (operator) {
    case "<":
      return scalar(a < b, origin);
    case "<=":
      return scalar(a <= b, origin);
    case ">":
      return scalar(a > b, origin);
    case ">=":
      return scalar(a >= b, origin);
    case "+":
      return scalar(a + b, origin);
    case "-":
      return scalar(a - b, origin);
    case "*":
      return scalar(a * b, origin);
    case "/":
      return b === 0 ? failure("division by zero", origin) : scalar(a / b, origin);
    case "%":
      return b === 0 ? failure("division by zero", origin) : scalar(a % b, origin);
  }
}
function unary(operator, operand, origin) {
  if (operand.kind === "unknown") return { ...operand, origin };
  if (operand.kind === "reference") return unknown(afterApply(operand.address, operand.path), origin);
  const value = operand.kind === "scalar" ? operand.value : null;
  if (operator === "!") {
    const truth = boolOf(value);
    return truth === void 0 ? failure("! needs true or false", origin) : scalar(!truth, origin);
  }
  const number2 = numberOf(value);
  return number2 === void 0 ? failure("- needs a number", origin) : scalar(-number2, origin);
}
function afterApply(address, path) {
  const name = [address, ...path].join(".");
  return address.startsWith("data.") ? `${name} is read from AWS when Terraform runs` : `${name} is known only after apply`;
}

// src/parsers/terraform/module.ts
function collect(dir, files) {
  const variables = /* @__PURE__ */ new Map();
  const locals = /* @__PURE__ */ new Map();
  const resources = /* @__PURE__ */ new Map();
  const data = /* @__PURE__ */ new Map();
  const calls = /* @__PURE__ */ new Map();
  const outputs = /* @__PURE__ */ new Map();
  const providers = [];
  const settings = [];
  for (const { source, file } of files) {
    if (!source.path.endsWith(".tf")) continue;
    for (const block of file.body.blocks) {
      const declared = { block, source };
      const [first, second] = block.labels.map((label) => label.value);
      if (block.type === "variable" && first !== void 0) keepFirst(variables, first, declared);
      else if (block.type === "resource" && first !== void 0 && second !== void 0) keepFirst(resources, `${first}.${second}`, declared);
      else if (block.type === "data" && first !== void 0 && second !== void 0) keepFirst(data, `data.${first}.${second}`, declared);
      else if (block.type === "module" && first !== void 0) keepFirst(calls, first, declared);
      else if (block.type === "output" && first !== void 0) keepFirst(outputs, first, declared);
      else if (block.type === "provider") providers.push(declared);
      else if (block.type === "terraform") settings.push(declared);
      else if (block.type === "locals") {
        for (const attribute2 of block.body.attributes) keepFirst(locals, attribute2.name, { attribute: attribute2, source });
      }
    }
  }
  return { dir, variables, locals, resources, data, calls, outputs, providers, settings, assigned: assignedValues(files) };
}
function keepFirst(map2, name, value) {
  if (!map2.has(name)) map2.set(name, value);
}
function assignedValues(files) {
  const assigned = /* @__PURE__ */ new Map();
  const loaded = files.filter(({ source }) => isLoadedTfvars(source.path)).sort((a, b) => loadOrder(a.source.path, b.source.path));
  for (const { source, file } of loaded) {
    for (const attribute2 of file.body.attributes) assigned.set(attribute2.name, { attribute: attribute2, source });
  }
  return assigned;
}
function isLoadedTfvars(path) {
  return path.endsWith(".auto.tfvars") || baseName(path) === "terraform.tfvars";
}
function loadOrder(a, b) {
  const rank = (path) => baseName(path) === "terraform.tfvars" ? "" : baseName(path);
  return rank(a) < rank(b) ? -1 : 1;
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function placeOf(source, span) {
  return { source, span };
}
function attribute(block, name) {
  return block.body.attributes.find((candidate) => candidate.name === name);
}

// src/parsers/terraform/repetition.ts
var noKey = { text: "", key: void 0, bindings: /* @__PURE__ */ new Map() };
var single = { state: "listed", keys: [noKey] };
var mostListed = 100;
function repetitionOf(declared) {
  for (const by of ["count", "for_each"]) {
    const argument = attribute(declared.block, by);
    if (argument !== void 0) return { by, argument };
  }
  return void 0;
}
function instancesOf(declared, evaluate) {
  const repetition = repetitionOf(declared);
  if (repetition === void 0) return single;
  const value = evaluate(repetition.argument.value, { source: declared.source, bindings: /* @__PURE__ */ new Map() });
  const origin = { at: { source: declared.source, span: repetition.argument.span } };
  if (value.kind === "unknown") return { state: "undecided", why: value.why };
  if (value.kind === "reference") return { state: "undecided", why: `${value.address} is known only after apply` };
  const keys2 = repetition.by === "count" ? countKeys(value, origin) : forEachKeys(value, origin);
  return typeof keys2 === "string" ? { state: "undecided", why: keys2 } : { state: "listed", keys: keys2 };
}
function countKeys(value, origin) {
  const count = value.kind === "scalar" ? numberOf(value.value) : void 0;
  if (count === void 0) return "count is not a number";
  if (count > mostListed) return `there are ${count} instances`;
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, at) => ({
    text: `[${at}]`,
    key: at,
    bindings: bindings("count", [["index", scalar(at, origin)]], origin)
  }));
}
function forEachKeys(value, origin) {
  const pairs = [];
  if (value.kind === "map") pairs.push(...[...value.entries].slice(0, mostListed + 1));
  else if (value.kind === "list") {
    for (const item of value.items.slice(0, mostListed + 1)) {
      const text2 = item.kind === "scalar" ? textOf(item.value) : void 0;
      if (text2 === void 0) return item.kind === "unknown" ? item.why : "for_each needs strings or a map";
      if (!pairs.some(([key]) => key === text2)) pairs.push([text2, item]);
    }
  } else return "for_each needs a map or a set";
  if (pairs.length > mostListed) return `there are more than ${mostListed} instances`;
  return pairs.map(([key, element2]) => ({
    text: `[${JSON.stringify(key)}]`,
    key,
    bindings: bindings("each", [["key", scalar(key, origin)], ["value", element2]], origin)
  }));
}
function bindings(name, entries, origin) {
  return /* @__PURE__ */ new Map([[name, { kind: "map", entries: new Map(entries), origin }]]);
}
function keysOf(instances) {
  return instances.state === "listed" ? instances.keys : [noKey];
}
function pick(instances, key) {
  if (instances.state === "undecided" || key.kind !== "scalar") return keysOf(instances)[0];
  return instances.keys.find((instance) => instance.key === key.value || String(instance.key) === String(key.value));
}
function scopeOf(declared, instance) {
  return { source: declared.source, bindings: instance?.bindings ?? /* @__PURE__ */ new Map() };
}

// src/parsers/terraform/compound.ts
var longestText = 1e6;
function conditional(expression, scope, origin, evaluate) {
  const condition = evaluate(expression.condition, scope);
  const truth = condition.kind === "scalar" ? boolOf(condition.value) : void 0;
  if (truth !== void 0) return evaluate(truth ? expression.then : expression.otherwise, scope);
  if (condition.kind !== "unknown") return unfit(condition, origin);
  if (condition.error) return { ...condition, origin };
  const branches = [evaluate(expression.then, scope), evaluate(expression.otherwise, scope)];
  if (equal(...branches) === true) return branches[0];
  const [one2, other] = branches.map(possibleScalars);
  const oneOf = one2 !== void 0 && other !== void 0 ? [.../* @__PURE__ */ new Set([...one2, ...other])] : void 0;
  return unknown(condition.why, { at: origin.at, from: condition.origin }, oneOf);
}
function template(parts, scope, origin, evaluate) {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "interpolation") return evaluate(only.value, scope);
  const text2 = renderParts(parts, scope, origin, evaluate);
  return typeof text2 === "string" ? scalar(text2, origin) : text2;
}
function renderParts(parts, scope, origin, evaluate) {
  let text2 = "";
  for (const part of parts) {
    const piece = renderPart(part, scope, origin, evaluate);
    if (typeof piece !== "string") return piece;
    text2 += piece;
    if (text2.length > longestText) return unknown("the text is too long to evaluate", origin);
  }
  return text2;
}
function renderPart(part, scope, origin, evaluate) {
  switch (part.kind) {
    case "text":
      return part.value;
    case "interpolation": {
      const value = evaluate(part.value, scope);
      return (value.kind === "scalar" ? textOf(value.value) : void 0) ?? unfit(value, origin);
    }
    case "if": {
      const condition = evaluate(part.condition, scope);
      const truth = condition.kind === "scalar" ? boolOf(condition.value) : void 0;
      return truth === void 0 ? unfit(condition, origin) : renderParts(truth ? part.then : part.otherwise, scope, origin, evaluate);
    }
    case "for":
      return renderLoop(part, scope, origin, evaluate);
  }
}
function renderLoop(part, scope, origin, evaluate) {
  const elements = elementsOf(evaluate(part.collection, scope), origin);
  if (!Array.isArray(elements)) return elements;
  let text2 = "";
  for (const { key, value } of elements) {
    const piece = renderParts(part.body, bind(scope, part.keyName, key, part.valueName, value), origin, evaluate);
    if (typeof piece !== "string") return piece;
    text2 += piece;
    if (text2.length > longestText) return unknown("the text is too long to evaluate", origin);
  }
  return text2;
}
function object(expression, scope, origin, evaluate) {
  const entries = /* @__PURE__ */ new Map();
  for (const entry of expression.entries) {
    const key = evaluate(entry.key, scope);
    const name = key.kind === "scalar" ? textOf(key.value) : void 0;
    if (name === void 0) return unfit(key, origin);
    entries.set(name, evaluate(entry.value, scope));
  }
  return { kind: "map", entries, origin };
}
function forExpression(expression, scope, origin, evaluate) {
  const elements = elementsOf(evaluate(expression.collection, scope), origin);
  if (!Array.isArray(elements)) return elements;
  const items = [];
  const entries = /* @__PURE__ */ new Map();
  for (const { key, value } of elements) {
    const inner = bind(scope, expression.keyName, key, expression.valueName, value);
    const wanted = isWanted(expression, inner, origin, evaluate);
    if (typeof wanted !== "boolean") return wanted;
    if (!wanted) continue;
    if (expression.key === void 0) {
      items.push(evaluate(expression.value, inner));
      continue;
    }
    const name = evaluate(expression.key, inner);
    const text2 = name.kind === "scalar" ? textOf(name.value) : void 0;
    if (text2 === void 0) return unfit(name, origin);
    const result = evaluate(expression.value, inner);
    entries.set(text2, expression.group ? grouped(entries.get(text2), result, origin) : result);
  }
  return expression.key === void 0 ? { kind: "list", items, origin } : { kind: "map", entries, origin };
}
function isWanted(expression, scope, origin, evaluate) {
  if (expression.condition === void 0) return true;
  const condition = evaluate(expression.condition, scope);
  return (condition.kind === "scalar" ? boolOf(condition.value) : void 0) ?? unfit(condition, origin);
}
function grouped(before, value, origin) {
  return { kind: "list", items: before?.kind === "list" ? [...before.items, value] : [value], origin };
}
function bind(scope, keyName, key, valueName, value) {
  const bindings2 = new Map(scope.bindings);
  if (keyName !== void 0) bindings2.set(keyName, key);
  bindings2.set(valueName, value);
  return { source: scope.source, bindings: bindings2 };
}
function elementsOf(collection, origin) {
  switch (collection.kind) {
    case "list":
      return collection.items.map((value, at) => ({ key: scalar(at, origin), value }));
    case "map":
      return [...collection.entries].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([key, value]) => ({ key: scalar(key, origin), value }));
    case "reference":
      return instancesBehind(collection, origin) ?? unfit(collection, origin);
    case "scalar":
    case "unknown":
      return unfit(collection, origin);
  }
}
function instancesBehind(value, origin) {
  if (value.instance !== void 0 || value.path.length > 0) return void 0;
  return keysOf(value.owner.instances()).map((instance) => ({
    key: scalar(instance.key ?? 0, origin),
    value: { ...value, address: `${value.address}${instance.text}`, instance }
  }));
}
function unfit(value, origin) {
  if (value.kind === "unknown") return { ...value, origin: { at: origin.at, from: value.origin } };
  if (value.kind === "reference") return unknown(afterApply(value.address, value.path), origin);
  return failure("the value has the wrong type here", origin);
}

// src/parsers/terraform/blocks.ts
var mostElements = 200;
function nestedBlocks(body, type, scope, evaluate) {
  const blocks = [];
  let undecided;
  for (const block of body.blocks) {
    if (block.type === type) blocks.push({ body: block.body, at: headerOf(block, scope.source), scope });
    else if (block.type === "dynamic" && block.labels[0]?.value === type) {
      const expanded = expand(block, type, scope, evaluate);
      blocks.push(...expanded.blocks);
      undecided ??= expanded.undecided;
    }
  }
  return { blocks, undecided };
}
function expand(block, type, scope, evaluate) {
  const at = headerOf(block, scope.source);
  const content = block.body.blocks.find((inner) => inner.type === "content");
  const forEach = attribute(block, "for_each");
  if (content === void 0 || forEach === void 0) return { blocks: [], undecided: void 0 };
  const iterator = iteratorName(block) ?? type;
  const collection = evaluate(forEach.value, scope);
  const elements = elementsOf(collection, { at: { source: scope.source, span: forEach.value.span } });
  if (!Array.isArray(elements)) {
    return { blocks: [], undecided: { state: "unknown", why: elements.why, at, trail: trailOf(elements.origin) } };
  }
  const blocks = elements.slice(0, mostElements).map(({ key, value }) => ({ body: content.body, at, scope: bindIterator(scope, iterator, key, value, { at }) }));
  return { blocks, undecided: void 0 };
}
function bindIterator(scope, name, key, value, origin) {
  const element2 = { kind: "map", entries: /* @__PURE__ */ new Map([["key", key], ["value", value]]), origin };
  return { source: scope.source, bindings: new Map([...scope.bindings, [name, element2]]) };
}
function iteratorName(block) {
  const expression = attribute(block, "iterator")?.value;
  return expression?.kind === "variable" ? expression.name : void 0;
}
function headerOf(block, source) {
  return { source, span: block.header };
}
function valueOf(body, name, scope, at, evaluate) {
  const written = body.attributes.find((candidate) => candidate.name === name);
  return { value: written === void 0 ? scalar(null, { at }) : evaluate(written.value, scope), written };
}

// src/parsers/terraform/functions.ts
var longestText2 = 1e6;
function call(expression, evaluate, origin) {
  const { name } = expression;
  if (name === "try") return tryCall(expression.args, evaluate, origin);
  if (name === "can") return canCall(expression.args, evaluate, origin);
  const builtin = builtins.get(name);
  if (builtin === void 0) return unknown(`${name}() is not evaluated`, origin);
  const args = expandArguments(expression, evaluate);
  if (!Array.isArray(args)) return { ...args, origin };
  if (!ownUnknowns.has(name)) {
    const blocking = args.find((argument) => argument.kind === "unknown");
    if (blocking !== void 0) return { ...unknown(blocking.why, origin), ...blocking.error ? { error: true } : {} };
  }
  return builtin(args, origin) ?? failureOrReference(name, args, origin);
}
var ownUnknowns = /* @__PURE__ */ new Set(["coalesce", "lookup", "merge", "length", "concat", "tolist", "toset", "sensitive", "nonsensitive", "distinct", "element", "one", "contains", "keys", "compact", "flatten"]);
function expandArguments(expression, evaluate) {
  const args = expression.args.map(evaluate);
  if (!expression.expand) return args;
  const last = args.pop();
  if (last?.kind === "list") return [...args, ...last.items];
  const origin = last?.origin;
  return last?.kind === "unknown" ? last : failure("... needs a list", origin ?? { at: { source: { path: "", text: "" }, span: expression.span } });
}
function failureOrReference(name, args, origin) {
  const reference = args.find((argument) => argument.kind === "reference");
  if (reference?.kind === "reference") return unknown(`${[reference.address, ...reference.path].join(".")} is known only after apply`, origin);
  return failure(`${name}() does not take these arguments`, origin);
}
function tryCall(args, evaluate, origin) {
  for (const argument of args) {
    const value = evaluate(argument);
    if (value.kind !== "unknown" || value.error !== true) return value;
  }
  return failure("no argument of try() can be evaluated", origin);
}
function canCall(args, evaluate, origin) {
  const [argument] = args;
  const value = argument === void 0 ? failure("can() needs an argument", origin) : evaluate(argument);
  if (value.kind !== "unknown") return scalar(true, origin);
  return value.error === true ? scalar(false, origin) : unknown(value.why, origin, [true, false]);
}
function text(value) {
  return value?.kind === "scalar" ? textOf(value.value) : void 0;
}
function number(value) {
  return value?.kind === "scalar" ? numberOf(value.value) : void 0;
}
function list(items, origin) {
  return { kind: "list", items, origin };
}
function map(entries, origin) {
  return { kind: "map", entries, origin };
}
function isNull(value) {
  return value.kind === "scalar" && value.value === null;
}
function onText(change) {
  return ([argument], origin) => {
    const value = text(argument);
    return value === void 0 ? void 0 : scalar(change(value), origin);
  };
}
function onNumbers(pick2) {
  return (args, origin) => {
    const numbers = args.map(number).filter((value) => value !== void 0);
    return numbers.length !== args.length || numbers.length === 0 ? void 0 : scalar(numbers.reduce((a, b) => pick2(a, b)), origin);
  };
}
function length([argument], origin) {
  switch (argument?.kind) {
    case "list":
      return scalar(argument.items.length, origin);
    case "map":
      return scalar(argument.entries.size, origin);
    case "scalar":
      return typeof argument.value === "string" ? scalar(Array.from(argument.value).length, origin) : void 0;
    case "unknown":
      return { ...argument, origin };
    case "reference": {
      const instances = instancesBehind(argument, origin);
      return instances && scalar(instances.length, origin);
    }
    case void 0:
      return void 0;
  }
}
function lookup([collection, key, fallback], origin) {
  const name = text(key);
  if (collection?.kind === "unknown") return { ...unknown(collection.why, origin), ...collection.error ? { error: true } : {} };
  if (key?.kind === "unknown") return { ...key, origin };
  if (collection?.kind !== "map" || name === void 0) return void 0;
  return collection.entries.get(name) ?? fallback ?? failure(`there is no element ${name}`, origin);
}
function merge(args, origin) {
  const entries = /* @__PURE__ */ new Map();
  for (const argument of args) {
    if (isNull(argument)) continue;
    if (argument.kind === "unknown") return { ...argument, origin };
    if (argument.kind !== "map") return void 0;
    for (const [key, value] of argument.entries) entries.set(key, value);
  }
  return map(entries, origin);
}
function coalesce(args, origin) {
  for (const argument of args) {
    if (argument.kind === "unknown") return { ...argument, origin };
    if (!isNull(argument) && !(argument.kind === "scalar" && argument.value === "")) return argument;
  }
  return failure("coalesce() finds no value", origin);
}
function concat(args, origin) {
  const items = [];
  for (const argument of args) {
    if (argument.kind === "unknown") return { ...argument, origin };
    if (argument.kind !== "list") return void 0;
    for (const item of argument.items) items.push(item);
  }
  return list(items, origin);
}
var mostDistinct = 1e3;
function distinct([argument], origin) {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return void 0;
  if (argument.items.length > mostDistinct) return unknown("the list is too long to compare its elements", origin);
  return list(argument.items.filter((item, at) => !argument.items.slice(0, at).some((other) => equal(item, other) === true)), origin);
}
function toList([argument], origin) {
  if (argument?.kind === "unknown") return { ...argument, origin };
  return argument?.kind === "list" ? argument : void 0;
}
function same([argument]) {
  return argument;
}
function element([collection, at], origin) {
  if (collection?.kind === "unknown") return { ...collection, origin };
  const wanted = number(at);
  if (collection?.kind !== "list" || wanted === void 0) return void 0;
  if (collection.items.length === 0 || wanted < 0) return failure("element() of an empty list", origin);
  return collection.items[wanted % collection.items.length];
}
function one([collection], origin) {
  if (collection?.kind === "unknown") return { ...collection, origin };
  if (collection?.kind !== "list" || collection.items.length > 1) return void 0;
  return collection.items[0] ?? scalar(null, origin);
}
function contains([collection, wanted], origin) {
  if (collection?.kind === "unknown") return unknown(collection.why, origin, [true, false]);
  if (collection?.kind !== "list" || wanted === void 0) return void 0;
  const answers = collection.items.map((item) => equal(item, wanted));
  if (answers.includes(true)) return scalar(true, origin);
  const doubt = answers.find((answer) => typeof answer === "string");
  return typeof doubt === "string" ? unknown(doubt, origin, [true, false]) : scalar(false, origin);
}
function keys([argument], origin) {
  if (argument?.kind === "unknown") return { ...argument, origin };
  return argument?.kind === "map" ? list([...argument.entries.keys()].sort().map((key) => scalar(key, origin)), origin) : void 0;
}
function values([argument], origin) {
  if (argument?.kind === "reference") {
    const instances = instancesBehind(argument, origin);
    return instances && list(instances.map(({ value }) => value), origin);
  }
  if (argument?.kind !== "map") return void 0;
  return list([...argument.entries].sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => value), origin);
}
function join([separator, ...lists], origin) {
  const between = text(separator);
  const items = lists.flatMap((part) => part.kind === "list" ? part.items : [part]);
  const [only] = items;
  if (items.length === 1 && only?.kind === "reference") return only;
  const texts = items.map(text).filter((item) => item !== void 0);
  if (between === void 0 || texts.length !== items.length) return items.find((item) => item.kind === "unknown");
  const joined = texts.reduce((sum, item) => sum + item.length + between.length, 0);
  return joined > longestText2 ? unknown("the text is too long to evaluate", origin) : scalar(texts.join(between), origin);
}
function split([separator, argument], origin) {
  const between = text(separator);
  const value = text(argument);
  if (between === void 0 || value === void 0) return void 0;
  return list(value.split(between).map((item) => scalar(item, origin)), origin);
}
function compact([argument], origin) {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return void 0;
  return argument.items.find((item) => item.kind === "unknown") ?? list(argument.items.filter((item) => !isNull(item) && text(item) !== ""), origin);
}
function flattenLists([argument], origin) {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return void 0;
  const items = [];
  const pending = [...argument.items].reverse();
  for (let item = pending.pop(); item !== void 0; item = pending.pop()) {
    if (item.kind === "unknown") return { ...item, origin };
    if (item.kind === "list") for (const inner of [...item.items].reverse()) pending.push(inner);
    else items.push(item);
  }
  return list(items, origin);
}
function toMap([argument]) {
  return argument?.kind === "map" ? argument : void 0;
}
function tobool([argument], origin) {
  const truth = argument?.kind === "scalar" ? boolOf(argument.value) : void 0;
  return truth === void 0 ? void 0 : scalar(truth, origin);
}
var builtins = /* @__PURE__ */ new Map([
  ["length", length],
  ["lookup", lookup],
  ["merge", merge],
  ["coalesce", coalesce],
  ["concat", concat],
  ["distinct", distinct],
  ["tolist", toList],
  ["toset", distinct],
  ["tomap", toMap],
  ["tostring", ([argument], origin) => argument !== void 0 && isNull(argument) ? argument : onText((value) => value)([argument ?? scalar(null, origin)], origin)],
  ["tonumber", ([argument], origin) => argument !== void 0 && isNull(argument) ? argument : onNumbers((value) => value)([argument ?? scalar(null, origin)], origin)],
  ["tobool", tobool],
  ["sensitive", same],
  ["nonsensitive", same],
  ["element", element],
  ["one", one],
  ["contains", contains],
  ["keys", keys],
  ["values", values],
  ["join", join],
  ["split", split],
  ["compact", compact],
  ["flatten", flattenLists],
  ["lower", onText((value) => value.toLowerCase())],
  ["upper", onText((value) => value.toUpperCase())],
  ["trimspace", onText((value) => value.trim())],
  ["max", onNumbers((a, b) => Math.max(a, b))],
  ["min", onNumbers((a, b) => Math.min(a, b))]
]);

// src/parsers/terraform/traversal.ts
function flatten(expression) {
  const steps = [];
  let root = expression;
  while (root.kind === "get" || root.kind === "index") {
    steps.push(root.kind === "get" ? { name: root.name } : { key: root.key });
    root = root.target;
  }
  return { root, steps: steps.reverse() };
}
function index(value, step, origin) {
  switch (value.kind) {
    case "unknown":
      return "oneOf" in value ? unknown(value.why, origin) : { ...value, origin: { at: origin.at, from: value.origin } };
    case "list": {
      if ("name" in step) return failure(`a list has no attribute ${step.name}`, origin);
      if (step.key.kind === "unknown") return { ...step.key, origin };
      const at = step.key.kind === "scalar" ? numberOf(step.key.value) : void 0;
      return (at === void 0 ? void 0 : value.items[at]) ?? failure("the list has no such element", origin);
    }
    case "map": {
      if (!("name" in step) && step.key.kind === "unknown") return { ...step.key, origin };
      const name = "name" in step ? step.name : step.key.kind === "scalar" ? textOf(step.key.value) : void 0;
      return (name === void 0 ? void 0 : value.entries.get(name)) ?? failure(`there is no element ${name ?? "of that name"}`, origin);
    }
    case "scalar":
      return failure(value.value === null ? "a null value has no attributes" : "a scalar has no attributes", origin);
    case "reference":
      return unknown(`${value.address} is known only after apply`, origin);
  }
}

// src/parsers/terraform/types.ts
var deepest = 50;
function convert(value, declared, origin) {
  const type = attribute(declared.block, "type");
  return type === void 0 ? value : convertTo(value, type.value, declared.source, origin, 0);
}
function convertTo(value, type, source, origin, depth) {
  if (depth > deepest || value.kind === "unknown" || value.kind === "reference") return value;
  if (value.kind === "scalar" && value.value === null) return value;
  if (type.kind === "variable") return convertPrimitive(value, type.name);
  if (type.kind !== "call") return value;
  const [element2] = type.args;
  switch (type.name) {
    case "list":
    case "set":
      return value.kind === "list" && element2 !== void 0 ? { ...value, items: value.items.map((item) => convertTo(item, element2, source, origin, depth + 1)) } : value;
    case "map":
      return value.kind === "map" && element2 !== void 0 ? { ...value, entries: new Map([...value.entries].map(([key, item]) => [key, convertTo(item, element2, source, origin, depth + 1)])) } : value;
    case "tuple":
      return value.kind === "list" && element2?.kind === "tuple" ? { ...value, items: value.items.map((item, at) => convertItem(item, element2.items[at], source, origin, depth)) } : value;
    case "object":
      return value.kind === "map" ? convertObject(value, type, source, origin, depth) : value;
    default:
      return value;
  }
}
function convertItem(item, type, source, origin, depth) {
  return type === void 0 ? item : convertTo(item, type, source, origin, depth + 1);
}
function convertObject(value, type, source, origin, depth) {
  const [attributes] = type.args;
  if (attributes?.kind !== "object") return value;
  const entries = /* @__PURE__ */ new Map();
  for (const entry of attributes.entries) {
    if (entry.key.kind !== "literal" || typeof entry.key.value !== "string") return value;
    const name = entry.key.value;
    const optional = entry.value.kind === "call" && entry.value.name === "optional" ? entry.value : void 0;
    const inner = optional?.args[0] ?? entry.value;
    const given = value.entries.get(name);
    const missing = given === void 0 || given.kind === "scalar" && given.value === null;
    const fallback = optional?.args[1];
    if (missing && fallback !== void 0) entries.set(name, convertTo(literalOf(fallback, source, name), inner, source, origin, depth + 1));
    else if (given === void 0) entries.set(name, scalar(null, { at: { source, span: entry.span } }));
    else entries.set(name, convertTo(given, inner, source, origin, depth + 1));
  }
  return { ...value, entries };
}
function literalOf(expression, source, name) {
  const origin = { at: { source, span: expression.span }, note: `optional default of ${name}` };
  switch (expression.kind) {
    case "literal":
      return scalar(expression.value, origin);
    case "parenthesised":
      return literalOf(expression.inner, source, name);
    case "unary": {
      const operand = literalOf(expression.operand, source, name);
      const number2 = operand.kind === "scalar" ? numberOf(operand.value) : void 0;
      return number2 === void 0 || expression.operator !== "-" ? { kind: "unknown", why: `the default of ${name} is not a constant`, origin } : scalar(-number2, origin);
    }
    case "tuple":
      return { kind: "list", items: expression.items.map((item) => literalOf(item, source, name)), origin };
    case "object": {
      const entries = /* @__PURE__ */ new Map();
      for (const entry of expression.entries) {
        if (entry.key.kind === "literal") entries.set(String(entry.key.value), literalOf(entry.value, source, name));
      }
      return { kind: "map", entries, origin };
    }
    case "template":
    case "heredoc":
    case "variable":
    case "get":
    case "index":
    case "splat":
    case "call":
    case "for":
    case "conditional":
    case "binary":
      return { kind: "unknown", why: `the default of ${name} is not a constant`, origin };
  }
}
function convertPrimitive(value, name) {
  if (value.kind !== "scalar") return value;
  const converted = name === "string" ? textOf(value.value) : name === "number" ? numberOf(value.value) : name === "bool" ? boolOf(value.value) : void 0;
  return converted === void 0 ? value : { ...value, value: converted };
}

// src/parsers/terraform/evaluate.ts
function newBudget() {
  return { steps: 2e6, depth: 200, defaults: /* @__PURE__ */ new Set() };
}
function createEvaluator(module, around) {
  const known = /* @__PURE__ */ new Map();
  const active = /* @__PURE__ */ new Set();
  const repeated = /* @__PURE__ */ new Map();
  const { budget } = around;
  function evaluate(expression, scope) {
    const at = { source: scope.source, span: expression.span };
    if (budget.steps <= 0) return unknown("the module takes too long to evaluate", { at });
    if (budget.depth <= 0) return unknown("the expression is nested too deeply", { at });
    budget.steps--;
    budget.depth--;
    try {
      return evaluateKind(expression, scope, { at });
    } finally {
      budget.depth++;
    }
  }
  function trace(expression, scope) {
    const outer = budget.defaults;
    budget.defaults = /* @__PURE__ */ new Set();
    const value = evaluate(expression, scope);
    const result = { value, defaults: budget.defaults };
    for (const name of result.defaults) outer.add(name);
    budget.defaults = outer;
    return result;
  }
  function evaluateKind(expression, scope, origin) {
    switch (expression.kind) {
      case "literal":
        return scalar(expression.value, origin);
      case "template":
      case "heredoc":
        return template(expression.parts, scope, origin, evaluate);
      case "variable":
      case "get":
      case "index":
        return traverse(flatten(expression), scope, origin);
      case "splat":
        return splat(evaluate(expression.target, scope), expression.steps, scope, origin);
      case "call":
        return call(expression, (argument) => evaluate(argument, scope), origin);
      case "tuple":
        return { kind: "list", items: expression.items.map((item) => evaluate(item, scope)), origin };
      case "object":
        return object(expression, scope, origin, evaluate);
      case "for":
        return forExpression(expression, scope, origin, evaluate);
      case "conditional":
        return conditional(expression, scope, origin, evaluate);
      case "binary":
        return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), origin);
      case "unary":
        return unary(expression.operator, evaluate(expression.operand, scope), origin);
      case "parenthesised":
        return evaluate(expression.inner, scope);
    }
  }
  function splat(target, steps, scope, origin) {
    const items = splatItems(target, origin);
    if (!Array.isArray(items)) return items;
    return { kind: "list", items: items.map((item) => steps.reduce((value, step) => splatStep(value, step, scope, origin), item)), origin };
  }
  function splatStep(value, step, scope, origin) {
    switch (step.kind) {
      case "get":
        return follow(value, { name: step.name }, origin);
      case "index":
        return follow(value, { key: evaluate(step.key, scope) }, origin);
      case "splat":
        return splat(value, step.steps, scope, origin);
    }
  }
  function traverse(traversal, scope, origin) {
    const { root, steps: path } = traversal;
    if (root.kind !== "variable") return followAll(evaluate(root, scope), path, scope, origin);
    const bound = scope.bindings.get(root.name);
    if (bound !== void 0) return followAll(bound, path, scope, origin);
    const [first, second] = path.map((step) => "name" in step ? step.name : void 0);
    if (first === void 0) return failure(`${root.name} is not a value`, origin);
    switch (root.name) {
      case "var":
        return followAll(variable(first, origin), path.slice(1), scope, origin);
      case "local":
        return followAll(local(first, origin), path.slice(1), scope, origin);
      case "module":
        return moduleOutputs(first, path.slice(1), scope, origin);
      case "path":
      case "terraform":
      case "self":
        return unknown(`${root.name}.${first} is decided when Terraform runs`, origin);
      case "each":
      case "count":
        return unknown(`${root.name}.${first} differs from instance to instance`, origin);
      case "data":
        return second === void 0 ? failure(`data.${first} is not a value`, origin) : resource(`data.${first}.${second}`, path.slice(2), scope, origin);
      default:
        return resource(`${root.name}.${first}`, path.slice(1), scope, origin);
    }
  }
  function moduleOutputs(call2, path, scope, origin) {
    const [first, second] = path;
    if (first !== void 0 && "name" in first) return followAll(around.outputs(call2, first.name, void 0, origin), path.slice(1), scope, origin);
    const key = first === void 0 ? void 0 : evaluate(first.key, scope);
    const name = second !== void 0 && "name" in second ? second.name : void 0;
    return followAll(around.outputs(call2, name, key, origin), path.slice(name === void 0 ? 1 : 2), scope, origin);
  }
  function resource(address, path, scope, origin) {
    const declared = module.resources.get(address) ?? module.data.get(address);
    if (declared === void 0) return failure(`${around.prefix}${address} is not declared`, origin);
    return followAll({ kind: "reference", address: `${around.prefix}${address}`, path: [], owner: ownerOf(address, declared), instance: void 0, origin }, path, scope, origin);
  }
  function ownerOf(address, declared) {
    return {
      declared,
      evaluate,
      instances: () => instancesIn(address, declared),
      argument: (name, instance, origin) => {
        const written = attribute(declared.block, name);
        if (written === void 0) return void 0;
        const value = remembered(`${address}${instance?.text ?? ""}.${name}`, written.value, scopeOf(declared, instance), origin);
        return passed(value, { source: declared.source, span: written.span }, `${around.prefix}${address}.${name}`);
      }
    };
  }
  function instancesIn(address, declared) {
    const before = repeated.get(address);
    if (before !== void 0) return before;
    repeated.set(address, { state: "undecided", why: `${address} counts itself` });
    const instances = instancesOf(declared, evaluate);
    repeated.set(address, instances);
    return instances;
  }
  function followAll(value, path, scope, origin) {
    return path.reduce((current, step) => follow(current, "name" in step ? step : { key: evaluate(step.key, scope) }, origin), value);
  }
  function local(name, origin) {
    const definition = module.locals.get(name);
    if (definition === void 0) return failure(`local.${name} is not declared`, origin);
    const value = remembered(`local.${name}`, definition.attribute.value, moduleScope(definition.source), origin);
    return passed(value, placeOf2(definition), `local.${name}`);
  }
  function variable(name, origin) {
    const declared = module.variables.get(name);
    if (declared === void 0) return failure(`var.${name} is not declared`, origin);
    const given = around.input === void 0 ? assignedValue(name, origin) : around.input(name);
    if (given === void 0 || replacedByDefault(given, declared)) return defaultOf(name, declared, origin);
    return convert(given, declared, origin);
  }
  function assignedValue(name, origin) {
    const assigned = module.assigned.get(name);
    if (assigned === void 0) return void 0;
    const value = remembered(`assigned var.${name}`, assigned.attribute.value, moduleScope(assigned.source), origin);
    return passed(value, placeOf2(assigned), `var.${name} is set here`);
  }
  function defaultOf(name, declared, origin) {
    const argument = attribute(declared.block, "default");
    if (argument === void 0) {
      const at = { source: declared.source, span: declared.block.header };
      return unknown(`var.${name} has no default`, { at, note: `var.${name} is declared without a default`, from: origin });
    }
    if (around.input === void 0) budget.defaults.add(name);
    const value = remembered(`default var.${name}`, argument.value, moduleScope(declared.source), origin);
    return convert(passed(value, { source: declared.source, span: argument.span }, `default of var.${name}`), declared, origin);
  }
  function remembered(name, expression, scope, origin) {
    const before = known.get(name);
    if (before !== void 0) {
      for (const used of before.defaults) budget.defaults.add(used);
      return before.value;
    }
    if (active.has(name)) return unknown(`${name} refers to itself`, origin);
    active.add(name);
    const result = trace(expression, scope);
    active.delete(name);
    known.set(name, result);
    return result.value;
  }
  return { evaluate, trace };
}
function splatItems(target, origin) {
  switch (target.kind) {
    case "unknown":
      return { ...target, origin };
    case "list":
      return [...target.items];
    case "scalar":
      return target.value === null ? [] : [target];
    case "map":
      return [target];
    case "reference":
      return instancesBehind(target, origin)?.map(({ value }) => value) ?? [target];
  }
}
function follow(value, step, origin) {
  if (value.kind !== "reference") return index(value, step, origin);
  if (value.instance === void 0 && value.path.length === 0) return followIntoInstance(value, step, origin);
  const name = "name" in step ? step.name : step.key.kind === "scalar" ? textOf(step.key.value) ?? "" : "?";
  const next = { ...value, path: [...value.path, name] };
  const isWritten = value.path.length === 0 && name !== "id" && name !== "name" && value.owner.declared.block.type === "resource";
  return (isWritten ? value.owner.argument(name, value.instance, origin) : void 0) ?? next;
}
function followIntoInstance(value, step, origin) {
  const instances = value.owner.instances();
  const instance = "name" in step ? keysOf(instances)[0] : pick(instances, step.key);
  if (instance === void 0) return failure(`${value.address} has no such instance`, origin);
  const one2 = { ...value, address: `${value.address}${instance.text}`, instance };
  return "name" in step ? follow(one2, step, origin) : one2;
}
function moduleScope(source) {
  return { source, bindings: /* @__PURE__ */ new Map() };
}
function replacedByDefault(given, declared) {
  const nullable = attribute(declared.block, "nullable")?.value;
  return given.kind === "scalar" && given.value === null && nullable?.kind === "literal" && nullable.value === false;
}
function placeOf2(definition) {
  return { source: definition.source, span: definition.attribute.span };
}

// src/parsers/terraform/placement.ts
function providersOf(module, evaluate, call2) {
  return (name) => {
    const alias = name.split(".")[1];
    const own = module.providers.find((candidate) => candidate.block.labels[0]?.value === "aws" && literal(candidate, "alias", evaluate) === alias);
    if (own !== void 0) {
      const region = literal(own, "region", evaluate);
      return { provider: name, ...region === void 0 ? {} : { region }, at: headerOf(own.block, own.source) };
    }
    if (call2 === void 0) return { provider: name };
    const passed2 = passedProvider(call2.declared, name);
    return passed2 === void 0 && alias !== void 0 ? { provider: name } : call2.outer(passed2 ?? "aws");
  };
}
function passedProvider(call2, name) {
  const map2 = attribute(call2.block, "providers")?.value;
  if (map2?.kind !== "object") return void 0;
  const entry = map2.entries.find(({ key }) => providerName(key) === name);
  return entry === void 0 ? void 0 : providerName(entry.value);
}
function providerName(expression) {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : void 0;
  if (expression.kind === "variable") return expression.name;
  return expression.kind === "get" && expression.target.kind === "variable" ? `${expression.target.name}.${expression.name}` : void 0;
}
function placementOf(declared, providers, evaluate) {
  const named = attribute(declared.block, "provider")?.value;
  const placement = providers((named === void 0 ? void 0 : providerName(named)) ?? "aws");
  const region = literal(declared, "region", evaluate);
  return region === void 0 ? placement : { ...placement, region };
}
function literal(declared, name, evaluate) {
  const argument = attribute(declared.block, name);
  if (argument === void 0) return void 0;
  const value = evaluate(argument.value, { source: declared.source, bindings: /* @__PURE__ */ new Map() });
  return value.kind === "scalar" && typeof value.value === "string" ? value.value : void 0;
}
function rootEvidence(module, files) {
  for (const { block, source } of module.settings) {
    const backend = block.body.blocks.find((inner) => inner.type === "backend" || inner.type === "cloud");
    if (backend !== void 0) return headerOf(backend, source);
  }
  const provider = module.providers.find(({ block }) => block.labels[0]?.value === "aws" && (block.body.attributes.length > 0 || block.body.blocks.length > 0));
  if (provider !== void 0) return headerOf(provider.block, provider.source);
  const file = files.find(({ source }) => source.path.endsWith(".terraform.lock.hcl") || isLoadedTfvars(source.path));
  return file === void 0 ? void 0 : { source: file.source, span: { start: 0, end: 0 } };
}

// src/parsers/terraform/instances.ts
var deepest2 = 32;
function instantiate(top, modules, isLibrary) {
  const shared = { modules, budget: newBudget(), instances: 5e3, isLibrary };
  const all = [];
  const pending = [createInstance(top, { prefix: "", when: [], calls: [] }, void 0, shared)];
  for (let instance = pending.pop(); instance !== void 0; instance = pending.pop()) {
    all.push(instance);
    pending.push(...[...instance.children()].reverse());
  }
  return all;
}
function createInstance(module, position, call2, shared) {
  const made = /* @__PURE__ */ new Map();
  function called(name) {
    const before = made.get(name);
    if (before !== void 0) return before;
    made.set(name, `module.${name} needs itself`);
    const result = createCalled(name);
    made.set(name, result);
    return result;
  }
  function createCalled(name) {
    const declared = module.calls.get(name);
    if (declared === void 0) return `module.${name} is not declared`;
    const dir = localDirectory(declared, module.dir);
    const found = dir === void 0 ? void 0 : shared.modules(dir);
    if (found === void 0) return `module.${name} comes from ${sourceOf(declared) ?? "a computed source"}, which is not among the scanned files`;
    if (position.calls.length >= deepest2) return `module.${name} calls itself without end`;
    const address = `${position.prefix}module.${name}`;
    return existing(address, declared, evaluator, shared.isLibrary).flatMap(({ key, when }) => {
      if (shared.instances-- <= 0) return [];
      const inner = {
        prefix: `${address}${key.text}.`,
        when: [...position.when, ...when],
        calls: [...position.calls, { at: headerOf(declared.block, declared.source), note: `called as ${address}${key.text}` }]
      };
      return [{ key, instance: createInstance(found, inner, { declared, caller: evaluator, outer: providers, key, name }, shared) }];
    });
  }
  const evaluator = createEvaluator(module, {
    prefix: position.prefix,
    input: call2 === void 0 ? void 0 : (name) => argumentOf(call2, name),
    outputs: (name, wanted, key, origin) => outputsOf(name, called(name), wanted, key, origin),
    budget: shared.budget
  });
  const providers = providersOf(module, evaluator.evaluate, call2);
  return {
    ...position,
    module,
    evaluator,
    providers,
    isLibrary: shared.isLibrary,
    output: (name, origin) => {
      const declared = module.outputs.get(name);
      const value = declared === void 0 ? void 0 : attribute(declared.block, "value");
      if (declared === void 0 || value === void 0) return failure(`${position.prefix}${name} is no output of the module`, origin);
      const place = { source: declared.source, span: value.span };
      return passed(evaluator.evaluate(value.value, { source: declared.source, bindings: /* @__PURE__ */ new Map() }), place, `output ${name} of ${position.prefix.slice(0, -1)}`);
    },
    children: () => [...module.calls.keys()].map(called).flatMap((made2) => typeof made2 === "string" ? [] : made2.map(({ instance }) => instance))
  };
}
function outputsOf(call2, called, wanted, key, origin) {
  if (typeof called === "string") return unknown(called, origin);
  const whole = ({ instance }) => wanted === void 0 ? { kind: "map", entries: new Map([...instance.module.outputs.keys()].map((name) => [name, instance.output(name, origin)])), origin } : instance.output(wanted, origin);
  const [first] = called;
  if (key !== void 0) {
    const picked = pick({ state: "listed", keys: called.map((each) => each.key) }, key);
    const found = called.find((each) => each.key === picked);
    return found === void 0 ? failure(`module.${call2} has no such instance`, origin) : whole(found);
  }
  if (wanted !== void 0 || first?.key.key === void 0) return first === void 0 ? failure(`module.${call2} has no instances`, origin) : whole(first);
  if (typeof first.key.key === "number") return { kind: "list", items: called.map(whole), origin };
  return { kind: "map", entries: new Map(called.map((each) => [String(each.key.key), whole(each)])), origin };
}
function argumentOf({ declared, caller, key, name: call2 }, name) {
  const argument = attribute(declared.block, name);
  if (argument === void 0) return void 0;
  const value = caller.evaluate(argument.value, scopeOf(declared, key));
  return passed(value, { source: declared.source, span: argument.span }, `passed to module.${call2} as ${name}`);
}
function sourceOf(declared) {
  const value = attribute(declared.block, "source")?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : void 0;
}
function localDirectory(declared, from) {
  const source = sourceOf(declared);
  if (source === void 0 || !/^\.\.?(\/|$)/.test(source)) return void 0;
  const parts = from === "." ? [] : from.split("/");
  for (const part of source.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === void 0) return void 0;
  }
  return parts.length === 0 ? "." : parts.join("/");
}
function existing(address, declared, evaluator, isLibrary) {
  const repetition = repetitionOf(declared);
  const instances = instancesOf(declared, evaluator.evaluate);
  const keys2 = keysOf(instances).map((key) => ({ key, when: [] }));
  if (keys2.length > 0 || repetition === void 0 || !isLibrary) return keys2;
  const { defaults } = evaluator.trace(repetition.argument.value, { source: declared.source, bindings: /* @__PURE__ */ new Map() });
  if (defaults.size === 0) return [];
  const at = { source: declared.source, span: repetition.argument.span };
  return [{ key: noKey, when: [{ condition: `${address} has instances`, holds: true, at }] }];
}

// src/parsers/terraform/settings.ts
function withSettings(at, given) {
  const absent = (name) => given[name] ?? { state: "absent", at };
  return Object.fromEntries(settingNames.map((name) => [name, absent(name)]));
}
function settingsOfBlock(body, names, at, scope, evaluate) {
  const { blocks, undecided } = nestedBlocks(body, "metadata_options", scope, evaluate);
  const [first] = blocks;
  if (first !== void 0) {
    return { block: { state: "present", at: first.at }, settings: withSettings(first.at, settingsOfBody(first.body, names, first.at, first.scope, evaluate)) };
  }
  if (undecided === void 0) return { block: { state: "absent", at }, settings: withSettings(at, {}) };
  const { why, trail } = undecided;
  const doubt = names.map((name) => [name, { state: "unknown", why, at: undecided.at, trail }]);
  return { block: undecided, settings: withSettings(undecided.at, Object.fromEntries(doubt)) };
}
function settingsOfBody(body, names, at, scope, evaluate) {
  const settings = {};
  for (const name of names) {
    const { value, written } = valueOf(body, spelling("terraform", name), scope, at, evaluate);
    settings[name] = toSetting(value, written === void 0 ? at : { source: scope.source, span: written.span });
  }
  return settings;
}
function toSetting(value, at) {
  const trail = trailOf(value.origin);
  switch (value.kind) {
    case "scalar":
      return value.value === null ? { state: "absent", at } : { state: "known", value: value.value, at, trail };
    case "reference":
      return { state: "unknown", why: afterApply(value.address, value.path), at, trail };
    case "unknown":
      return value.oneOf === void 0 ? { state: "unknown", why: value.why, at, trail } : { state: "unknown", why: value.why, oneOf: value.oneOf, at, trail };
    case "list":
    case "map":
      return { state: "unknown", why: "it is a collection, where a single value belongs", at, trail };
  }
}

// src/parsers/terraform/references.ts
var plainKeys = ["id", "name"];
var specificationKeys = ["launch_template_id", "launch_template_name"];
function templateLinks(reading) {
  return linksOf(reading.declared.block.body, "launch_template", plainKeys, reading.scope, reading);
}
function groupLinks(reading) {
  const { declared, scope, at, evaluate } = reading;
  const links = [...templateLinks(reading), ...mixedLinks(reading)];
  const { value, written } = valueOf(declared.block.body, "launch_configuration", scope, at, evaluate);
  if (written !== void 0 && !isNull2(value)) {
    const place = { source: scope.source, span: written.span };
    links.push({ to: "launch-configuration", target: toTarget(value, place), version: { state: "absent", at: place } });
  }
  if (links.length > 0) return links;
  return [{ to: "launch-template", target: { state: "unknown", why: "no launch template or configuration is written", at, trail: [] }, version: { state: "absent", at } }];
}
function mixedLinks(reading) {
  const { declared, scope, evaluate } = reading;
  const links = [];
  for (const policy of nested(declared.block.body, "mixed_instances_policy", scope, reading, links)) {
    for (const template2 of nested(policy.body, "launch_template", policy.scope, reading, links)) {
      links.push(...linksOf(template2.body, "launch_template_specification", specificationKeys, template2.scope, reading));
      for (const override of nestedBlocks(template2.body, "override", template2.scope, evaluate).blocks) {
        links.push(...linksOf(override.body, "launch_template_specification", specificationKeys, override.scope, reading));
      }
    }
  }
  return links;
}
function nested(body, type, scope, reading, links) {
  const { blocks, undecided } = nestedBlocks(body, type, scope, reading.evaluate);
  if (undecided !== void 0 && blocks.length === 0) links.push(unknownLink(undecided.why, undecided.at));
  return blocks;
}
function linksOf(body, type, keys2, scope, reading) {
  const { blocks, undecided } = nestedBlocks(body, type, scope, reading.evaluate);
  const links = blocks.map((block) => linkOf(block, keys2, reading));
  return undecided === void 0 || links.length > 0 ? links : [unknownLink(undecided.why, undecided.at)];
}
function unknownLink(why, at) {
  return { to: "launch-template", target: { state: "unknown", why, at, trail: [] }, version: { state: "absent", at } };
}
function linkOf({ body, at, scope }, keys2, { evaluate }) {
  const version = valueOf(body, "version", scope, at, evaluate);
  const versionAt = version.written === void 0 ? at : placeOf(scope.source, version.written.span);
  const setting = version.value.kind === "reference" ? versionOfReference(version.value, versionAt) : toSetting(version.value, versionAt);
  for (const key of keys2) {
    const { value, written } = valueOf(body, key, scope, at, evaluate);
    if (written === void 0 || isNull2(value)) continue;
    return { to: "launch-template", target: toTarget(value, placeOf(scope.source, written.span)), version: setting };
  }
  return { to: "launch-template", target: { state: "unknown", why: "the launch template is not named", at, trail: [] }, version: setting };
}
function versionOfReference(value, at) {
  const [attribute2] = value.path;
  const meant = attribute2 === "latest_version" ? "$Latest" : attribute2 === "default_version" ? "$Default" : void 0;
  return meant === void 0 ? toSetting(value, at) : { state: "known", value: meant, at, trail: trailOf(value.origin) };
}
function isNull2(value) {
  return value.kind === "scalar" && (value.value === null || value.value === "");
}
function toTarget(value, at) {
  const trail = trailOf(value.origin);
  switch (value.kind) {
    case "scalar":
      return { state: "named", name: String(value.value), at, trail };
    case "reference":
      return { state: "resource", address: value.address, at, trail };
    case "unknown":
      return { state: "unknown", why: value.why, at, trail };
    case "list":
    case "map":
      return { state: "unknown", why: "a collection is no launch template", at, trail };
  }
}
function imageOf(argument, reading) {
  const { value, written } = valueOf(reading.declared.block.body, argument, reading.scope, reading.at, reading.evaluate);
  if (written === void 0 || isNull2(value)) return { state: "absent" };
  const at = placeOf(reading.scope.source, written.span);
  const trail = trailOf(value.origin);
  if (value.kind === "scalar") return namedImage(String(value.value), at, trail);
  if (value.kind !== "reference") return { state: "unknown", why: value.kind === "unknown" ? value.why : "it is a collection", at, trail };
  if (value.owner.declared.block.type !== "data") return { state: "resource", address: value.address, at, trail };
  return lookedUpImage(value, at) ?? { state: "unknown", why: afterApply(value.address, value.path), at, trail };
}
function namedImage(name, at, trail) {
  const parameter = /^resolve:ssm:(.+)$/.exec(name)?.[1];
  return parameter === void 0 ? { state: "named", name, at, trail } : { state: "described", by: "ssm-parameter", patterns: [parameter], at, trail };
}
function lookedUpImage(value, at) {
  const { declared, evaluate } = value.owner;
  const scope = { source: declared.source, bindings: /* @__PURE__ */ new Map() };
  const trail = [...trailOf(value.origin), { at: headerOf(declared.block, declared.source), note: `looked up by ${value.address}` }];
  const type = declared.block.labels[0]?.value;
  if (type === "aws_ssm_parameter") {
    const name = knownText(valueOf(declared.block.body, "name", scope, at, evaluate).value);
    return name === void 0 ? void 0 : { state: "described", by: "ssm-parameter", patterns: [name], at, trail };
  }
  if (type !== "aws_ami" || !ownedByAmazon(declared, scope, at, evaluate)) return void 0;
  const patterns = namePatterns(declared, scope, evaluate);
  return patterns.length === 0 ? void 0 : { state: "described", by: "image-name", patterns, at, trail };
}
function ownedByAmazon(declared, scope, at, evaluate) {
  const owners = valueOf(declared.block.body, "owners", scope, at, evaluate).value;
  if (owners.kind !== "list") return false;
  return owners.items.length > 0 && owners.items.every((owner) => ["amazon", "137112412989", "602401143452"].includes(knownText(owner) ?? ""));
}
function namePatterns(declared, scope, evaluate) {
  for (const { body, at, scope: inner } of nestedBlocks(declared.block.body, "filter", scope, evaluate).blocks) {
    if (knownText(valueOf(body, "name", inner, at, evaluate).value) !== "name") continue;
    const values2 = valueOf(body, "values", inner, at, evaluate).value;
    const patterns = values2.kind === "list" ? values2.items.map(knownText) : [];
    const known = patterns.filter((pattern) => pattern !== void 0);
    return known.length === patterns.length ? known : [];
  }
  return [];
}
function knownText(value) {
  return value.kind === "scalar" && typeof value.value === "string" ? value.value : void 0;
}

// src/parsers/terraform/resources.ts
var launchConfigurationSettings = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
var accountSettings = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"];
var resourceTypes = /* @__PURE__ */ new Map([
  ["aws_instance", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_spot_instance_request", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_launch_template", { kind: "launch-template", settings: blockOf(launchSettings), image: "image_id" }],
  ["aws_launch_configuration", { kind: "launch-configuration", settings: blockOf(launchConfigurationSettings), image: "image_id" }],
  ["aws_autoscaling_group", { kind: "launcher", settings: nothing, links: groupLinks }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", settings: flat(accountSettings) }],
  ["aws_ami", { kind: "image", settings: image("registered") }],
  ["aws_ami_copy", { kind: "image", settings: image("copied"), image: "source_ami_id" }],
  ["aws_ami_from_instance", { kind: "image", settings: image("copied") }]
]);
function blockOf(names) {
  return ({ declared, at, scope, evaluate }) => settingsOfBlock(declared.block.body, names, at, scope, evaluate);
}
function flat(names) {
  return ({ declared, at, scope, evaluate }) => ({ block: { state: "present", at }, settings: withSettings(at, settingsOfBody(declared.block.body, names, at, scope, evaluate)) });
}
function nothing({ at }) {
  const block = { state: "absent", at };
  return { block, settings: withSettings(at, {}) };
}
function image(origin) {
  return (reading) => {
    const { declared, at, scope, evaluate } = reading;
    const support = origin === "registered" ? settingsOfBody(declared.block.body, ["imdsSupport"], at, scope, evaluate) : {};
    const imageOrigin = { state: "known", value: origin, at, trail: [] };
    return { block: { state: "present", at }, settings: withSettings(at, { ...support, imageOrigin }) };
  };
}
function readResources(instance) {
  const resources = [];
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === void 0) continue;
    for (const existence of existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance.isLibrary)) {
      resources.push(readResource(address, declared, type, existence, instance));
    }
  }
  return resources;
}
function readResource(address, declared, type, { key, when: assumed }, instance) {
  const { prefix, evaluator, providers, when, calls } = instance;
  const at = headerOf(declared.block, declared.source);
  const reading = { declared, scope: scopeOf(declared, key), at, evaluate: evaluator.evaluate };
  const written = type.settings(reading);
  const use = type.image === void 0 ? { state: "absent" } : imageOf(type.image, reading);
  return {
    kind: type.kind,
    format: "terraform",
    type: declared.block.labels[0]?.value ?? "",
    address: `${prefix}${address}${key.text}`,
    at,
    placement: placementOf(declared, providers, evaluator.evaluate),
    calls,
    names: namesOf(reading, at),
    scenarios: [{ when: [...when, ...assumed], ...written, links: type.links?.(reading) ?? [], image: use }]
  };
}
function namesOf({ declared, scope, evaluate }, at) {
  const { value } = valueOf(declared.block.body, "name", scope, at, evaluate);
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}

// src/parsers/terraform/index.ts
var terraform = { parse };
async function parse(unit) {
  const files = unit.sources.map((source) => ({ source, file: parseHcl(source) }));
  const problems = await syntaxProblems(files, unit.judge);
  const module = collect(unit.dir, files);
  if (unit.called) return { recognised: true, resources: [], problems };
  const evidence = rootEvidence(module, files);
  const resources = instantiate(module, modulesOf(unit), evidence === void 0).flatMap(readResources);
  return { recognised: true, resources, problems, ...evidence === void 0 ? {} : { root: { evidence } } };
}
function modulesOf(unit) {
  const parsed = /* @__PURE__ */ new Map();
  return (dir) => {
    if (!parsed.has(dir)) {
      const sources = unit.modules?.get(dir);
      parsed.set(dir, sources && collect(dir, sources.map((source) => ({ source, file: parseHcl(source) }))));
    }
    return parsed.get(dir);
  };
}
async function syntaxProblems(files, judge) {
  const problems = [];
  for (const { source, file } of files) {
    if (file.faults.length > 0) problems.push(await syntaxProblem(source, file.faults, judge));
  }
  return problems;
}
async function syntaxProblem(source, faults, judge) {
  const [own] = faults;
  const at = locate({ source, span: own?.span ?? { start: 0, end: 0 } });
  const ours = own?.message ?? "the file cannot be read";
  const verdict = judge === void 0 ? "unasked" : await judge(source);
  if (verdict === void 0) {
    return { kind: "internal", message: `imdslint cannot read this, but HashiCorp's parser can: ${ours}. Please report it; the rest of the file was read.`, location: at };
  }
  if (verdict === "unasked") return { kind: "syntax", message: `${ours}${more(faults.length)}`, location: at };
  const [first] = verdict;
  if (first === void 0) return { kind: "syntax", message: `${ours}${more(faults.length)}`, location: at };
  const position = { line: first.line, column: first.column };
  return { kind: "syntax", message: `${first.message}${more(verdict.length)}`, location: { path: source.path, start: position, end: position } };
}
function more(count) {
  return count > 1 ? ` (and ${count - 1} more in this file; what could be read is judged)` : "";
}
export {
  terraform
};
