/**
 * Terraform's numbers: binary floating point with a mantissa of 512 bits, printed with as few digits as tell them from their
 * neighbours. `0.1 + 0.2` is 0.3, and account numbers of any length keep their digits. https://pkg.go.dev/math/big#Float
 * Not reproduced: the shorter mantissas (53 or 64 bits) of numbers that come from functions such as `pow` and `length`; they count here
 * as the decimal that Terraform prints, so that only digits beyond the seventeenth of what is computed from them can differ.
 */
export interface Exact {
  readonly mantissa: bigint;
  /** The value is mantissa times two to this power. */
  readonly exponent: number;
}

const precision = 512;

/** Numbers beyond this power of two are not computed: printing them takes as many digits, and nothing that matters here is that large. */
const mostExponent = 20_000;

const decimal = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/;

export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

/** The number that a decimal text stands for, rounded; undefined when it is not one, or out of bounds. */
export function parseExact(text: string): Exact | undefined {
  const match = decimal.exec(text);
  if (match === null || text.length > 10_000) return undefined;
  const [, sign = "", digits = "", power = "0"] = match;
  const point = digits.indexOf(".");
  const scale = Number(power) - (point < 0 ? 0 : digits.length - point - 1);
  if (!(Math.abs(scale) <= mostExponent / 3)) return undefined;
  const whole = BigInt(digits.replace(".", ""));
  const signed = sign === "-" ? -whole : whole;
  return scale >= 0 ? rounded(signed * 10n ** BigInt(scale), 0) : quotient(signed, 10n ** BigInt(-scale), 0);
}

/** The exact value of the decimal that a double prints as. */
export function exactOf(value: number): Exact | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isSafeInteger(value) ? { mantissa: BigInt(value), exponent: 0 } : parseExact(String(value));
}

export function add(a: Exact, b: Exact): Exact | undefined {
  if (a.mantissa === 0n) return b;
  if (b.mantissa === 0n) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  return rounded((a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent)), exponent);
}

export function negate(a: Exact): Exact {
  return { mantissa: -a.mantissa, exponent: a.exponent };
}

export function multiply(a: Exact, b: Exact): Exact | undefined {
  return rounded(a.mantissa * b.mantissa, a.exponent + b.exponent);
}

/** The divisor is not zero. */
export function divide(a: Exact, b: Exact): Exact | undefined {
  return quotient(a.mantissa, b.mantissa, a.exponent - b.exponent);
}

export function compare(a: Exact, b: Exact): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = (a.mantissa << BigInt(a.exponent - exponent)) - (b.mantissa << BigInt(b.exponent - exponent));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Towards zero. */
export function truncate(a: Exact): bigint {
  if (a.exponent >= 0) return a.mantissa << BigInt(a.exponent);
  const size = magnitude(a.mantissa) >> BigInt(-a.exponent);
  return a.mantissa < 0n ? -size : size;
}

export function isWhole(a: Exact): boolean {
  return a.exponent >= 0 || (truncate(a) << BigInt(-a.exponent)) === a.mantissa;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function bitLength(value: bigint): number {
  const text = magnitude(value).toString(16);
  return text === "0" ? 0 : (text.length - 1) * 4 + (32 - Math.clz32(parseInt(text.charAt(0), 16)));
}

function rounded(mantissa: bigint, exponent: number): Exact | undefined {
  const excess = bitLength(mantissa) - precision;
  const result = excess <= 0 ? { mantissa, exponent } : { mantissa: roundShift(mantissa, excess, false), exponent: exponent + excess };
  return Math.abs(result.exponent) > mostExponent ? undefined : result;
}

function quotient(a: bigint, b: bigint, exponent: number): Exact | undefined {
  const shift = Math.max(0, precision + 2 + bitLength(b) - bitLength(a));
  const top = magnitude(a) << BigInt(shift);
  const bottom = magnitude(b);
  const ratio = top / bottom;
  const excess = Math.max(0, bitLength(ratio) - precision);
  const size = roundShift(ratio, excess, top % bottom !== 0n);
  return rounded(a < 0n !== b < 0n ? -size : size, exponent - shift + excess);
}

/** Drops low bits, rounding half to even; `sticky` when something was cut off before. */
function roundShift(value: bigint, bits: number, sticky: boolean): bigint {
  if (bits === 0) return value;
  const size = magnitude(value);
  const kept = size >> BigInt(bits);
  const rest = size - (kept << BigInt(bits));
  const half = 1n << BigInt(bits - 1);
  const up = rest > half || (rest === half && (sticky || (kept & 1n) === 1n));
  const result = up ? kept + 1n : kept;
  return value < 0n ? -result : result;
}

/** Digits of a positive number without leading or trailing zeros, and where the point stands before, in or behind them. */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

export function exactDigits(mantissa: bigint, exponent: number): Digits {
  const scale = Math.max(0, -exponent);
  const text = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(scale)).toString();
  return mantissa === 0n ? { digits: "", point: 0 } : { digits: text.replace(/0+$/, ""), point: text.length - scale };
}

/** The fewest digits that no neighbour at 512 bits shares. */
export function shortestDigits(a: Exact): Digits {
  const size = magnitude(a.mantissa);
  if (size === 0n) return { digits: "", point: 0 };
  const shift = precision + 1 - bitLength(size);
  const wide = size << BigInt(shift);
  const exact = exactDigits(wide, a.exponent - shift);
  const lower = exactDigits(wide - 1n, a.exponent - shift);
  const upper = exactDigits(wide + 1n, a.exponent - shift);
  const inclusive = (wide & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = exact.digits.charCodeAt(at);
    const low = digitAt(lower, exact, at);
    const high = digitAt(upper, exact, at);
    const down = low !== digit || (inclusive && at + 1 === lower.digits.length);
    const up = digit !== high && (inclusive || digit + 1 < high || at + 1 < upper.digits.length);
    if (down || up) return cut(exact, at + 1, down && up ? "nearest" : down ? "down" : "up");
  }
  return exact;
}

function digitAt(bound: Digits, exact: Digits, at: number): number {
  const shifted = at - (exact.point - bound.point);
  return shifted < 0 || shifted >= bound.digits.length ? 48 : bound.digits.charCodeAt(shifted);
}

/** The number cut to so many digits; `nearest` rounds half to even. */
export function cut(number: Digits, count: number, direction: "nearest" | "down" | "up"): Digits {
  if (count >= number.digits.length) return number;
  const kept = number.digits.slice(0, Math.max(0, count));
  const up = direction === "up" || (direction === "nearest" && count >= 0 && roundsUp(number.digits, count));
  if (!up) return trimmed(kept, number.point);
  const raised = (BigInt(`0${kept}`) + 1n).toString().padStart(kept.length, "0");
  return trimmed(raised, number.point + raised.length - kept.length);
}

function roundsUp(digits: string, count: number): boolean {
  const next = digits.charAt(count);
  if (next !== "5" || count + 1 < digits.length) return next >= "5";
  return count > 0 && Number(digits.charAt(count - 1)) % 2 === 1;
}

function trimmed(digits: string, point: number): Digits {
  const text = digits.replace(/0+$/, "");
  return text === "" ? { digits: "", point: 0 } : { digits: text, point };
}

/** Written out without an exponent, as Terraform converts a number to a string. */
export function plainText({ digits, point }: Digits, negative: boolean): string {
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function exactText(a: Exact): string {
  return plainText(shortestDigits(a), a.mantissa < 0n);
}

/** The text of a double: as JavaScript prints it, but never with an exponent. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  if (!text.includes("e")) return text;
  const exact = exactOf(value);
  return exact === undefined ? text : exactText(exact);
}
