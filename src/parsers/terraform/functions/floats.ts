import { cut, exactDigits, plainText, shortestDigits, type Digits, type Exact } from "../number.ts";

/** The digits of a number rounded to so many after the point, or in all. */
function roundedDigits({ mantissa, exponent }: Exact, count: { readonly fraction: number } | { readonly digits: number }): Digits {
  const exact = exactDigits(mantissa < 0n ? -mantissa : mantissa, exponent);
  return cut(exact, "digits" in count ? count.digits : exact.point + count.fraction, "nearest");
}

/** The size of a number, without its sign, as Go's `%e`, `%f` and `%g` print it: https://pkg.go.dev/math/big#Float.Text */
export function formatFloat(value: Exact, letter: string, precision: number | undefined): string {
  const isCapital = letter === "E" || letter === "G";
  switch (letter) {
    case "f":
      return fixedText(roundedDigits(value, { fraction: precision ?? 6 }), precision ?? 6);
    case "e":
    case "E":
      return exponentText(roundedDigits(value, { digits: (precision ?? 6) + 1 }), precision ?? 6, isCapital);
    default: {
      if (precision === undefined) return general(shortestDigits(value), undefined, isCapital);
      return general(roundedDigits(value, { digits: Math.max(1, precision) }), Math.max(1, precision), isCapital);
    }
  }
}

/** As `%v` prints a number: with an exponent from 21 digits on in most languages, in Go's big numbers from a million on. */
export function generalText(value: Exact): string {
  return (value.mantissa < 0n ? "-" : "") + general(shortestDigits(value), undefined, false);
}

function general(number: Digits, precision: number | undefined, isCapital: boolean): string {
  const exponent = number.digits === "" ? 0 : number.point - 1;
  const wide = precision !== undefined && precision > number.digits.length && number.digits.length >= number.point ? number.digits.length : (precision ?? 6);
  const limit = precision === undefined ? 6 : wide;
  if (number.digits !== "" && (exponent < -4 || exponent >= limit)) return exponentText(number, Math.max(0, number.digits.length - 1), isCapital);
  return plainText(number, false);
}

function fixedText(number: Digits, fraction: number): string {
  const plain = plainText(number, false);
  if (fraction === 0) return plain;
  const [whole = "", rest = ""] = plain.split(".");
  return `${whole}.${rest.padEnd(fraction, "0")}`;
}

function exponentText({ digits, point }: Digits, fraction: number, isCapital: boolean): string {
  const exponent = digits === "" ? 0 : point - 1;
  const all = digits.padEnd(fraction + 1, "0");
  const mantissa = fraction === 0 ? all.charAt(0) : `${all.charAt(0)}.${all.slice(1)}`;
  return `${mantissa}${isCapital ? "E" : "e"}${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
