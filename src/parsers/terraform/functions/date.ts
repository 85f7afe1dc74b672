import { numberType, stringType } from "../type.ts";
import { failure, scalar, type Origin, type Value } from "../value.ts";
import { text, textOfArgument, type Builtin } from "./builtin.ts";
import { isRefused, refuse, type Refused } from "./refusal.ts";
import { formatTimestamp, parseDuration, parseTimestamp, wallClock, zoneText, type Timestamp } from "./time.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Runs of one letter, quoted text with doubled quotes inside, or anything else. */
const token = /'(?:[^']|'')*'|'|([a-zA-Z])\1*|[^a-zA-Z']+/g;

function formatDate([format, time]: readonly Value[], origin: Origin): Value {
  const timestamp = parseTimestamp(textOfArgument(time));
  if (timestamp === undefined) return failure("the text is no RFC 3339 timestamp", origin);
  let result = "";
  for (const [part] of textOfArgument(format).matchAll(token)) {
    const piece = formatPart(part, timestamp);
    if (isRefused(piece)) return failure(`formatdate(): ${piece.refused}`, origin);
    result += piece;
  }
  return scalar(result, origin);
}

function formatPart(part: string, timestamp: Timestamp): string | Refused {
  if (part === "'") return refuse("a quote is not closed");
  if (part === "''") return "'";
  if (part.startsWith("'")) return part.slice(1, -1).replaceAll("''", "'");
  if (!/^[a-zA-Z]/.test(part)) return part;
  const clock = wallClock(timestamp);
  const half = clock.hour % 12 === 0 ? 12 : clock.hour % 12;
  const forms: Readonly<Record<string, string>> = {
    YY: padded(clock.year % 100),
    YYYY: String(clock.year).padStart(4, "0"),
    ...twice("M", clock.month),
    MMM: (months[clock.month - 1] ?? "").slice(0, 3),
    MMMM: months[clock.month - 1] ?? "",
    ...twice("D", clock.day),
    EEE: (weekdays[clock.weekday] ?? "").slice(0, 3),
    EEEE: weekdays[clock.weekday] ?? "",
    ...twice("h", clock.hour),
    ...twice("H", half),
    AA: clock.hour < 12 ? "AM" : "PM",
    aa: clock.hour < 12 ? "am" : "pm",
    ...twice("m", clock.minute),
    ...twice("s", clock.second),
    Z: timestamp.offset === 0 ? "Z" : zoneText(timestamp, ":"),
    ZZZ: timestamp.offset === 0 ? "UTC" : zoneText(timestamp, ""),
    ZZZZ: zoneText(timestamp, ""),
    ZZZZZ: zoneText(timestamp, ":"),
  };
  return Object.hasOwn(forms, part) ? (forms[part] ?? "") : refuse(`${part} is no part of a date`);
}

function padded(value: number): string {
  return String(value).padStart(2, "0");
}

function twice(letter: string, value: number): Readonly<Record<string, string>> {
  return { [letter]: String(value), [letter + letter]: padded(value) };
}

function timeAdd([time, duration]: readonly Value[], origin: Origin): Value {
  const timestamp = parseTimestamp(textOfArgument(time));
  const added = parseDuration(textOfArgument(duration));
  if (timestamp === undefined || added === undefined) return failure("timeadd() needs an RFC 3339 timestamp and a duration", origin);
  return scalar(formatTimestamp({ ...timestamp, nanoseconds: timestamp.nanoseconds + added }), origin);
}

function timeCompare([one, other]: readonly Value[], origin: Origin): Value {
  const [a, b] = [parseTimestamp(textOfArgument(one)), parseTimestamp(textOfArgument(other))];
  if (a === undefined || b === undefined) return failure("timecmp() needs two RFC 3339 timestamps", origin);
  return scalar(a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0, origin);
}

/** Of given times; the clock is not read: `timestamp` and `plantimestamp` are unknown. https://developer.hashicorp.com/terraform/language/functions/formatdate */
export const dateFunctions: readonly (readonly [string, Builtin])[] = [
  ["formatdate", { parameters: [text, text], result: stringType, run: formatDate }],
  ["timeadd", { parameters: [text, text], result: stringType, run: timeAdd }],
  ["timecmp", { parameters: [text, text], result: numberType, run: timeCompare }],
];
