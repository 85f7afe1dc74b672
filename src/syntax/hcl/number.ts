import { isDigit } from "./characters.ts";

/** The bounds of the binary exponents that HCL computes with: https://pkg.go.dev/math/big#pkg-constants */
const LEAST_EXPONENT = -(2 ** 31);
const MOST_EXPONENT = 2 ** 31 - 1;

/** Whether a number token is one number: `1.2.3` and `1e5e5` are tokens, but no numbers, and exponents have a bound. */
export function isNumber(text: string): boolean {
  let at = digitsEnd(text, 0);
  let fraction = 0;
  if (text.charCodeAt(at) === 46) {
    const end = digitsEnd(text, at + 1);
    fraction = end - at - 1;
    at = end;
  }
  if (at === text.length) return true;
  const digits = /^[eE][+-]?0*([0-9]*)$/.exec(text.slice(at))?.[1];
  return digits !== undefined && (digits.length <= 8 || isBounded(text.slice(0, at), Number(text.slice(at + 1)) - fraction));
}

/** The mantissa, as an integer, scaled by a power of ten: Go first takes the power of two out of that, which must not overflow. */
function isBounded(mantissa: string, scale: number): boolean {
  const digits = mantissa.replace(".", "").replace(/^0+/, "");
  if (digits === "") return Number.isSafeInteger(scale);
  const bits = Math.floor(Math.log2(Number(`0.${digits}`)) + digits.length * Math.log2(10)) + 1;
  return bits + scale >= LEAST_EXPONENT && bits + scale <= MOST_EXPONENT;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}
