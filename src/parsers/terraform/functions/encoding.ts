import { stringType } from "../type.ts";
import { unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type Origin, type Value } from "../value.ts";
import { longestText, onTexts, text, textOfArgument, textResult, tooLong, type Builtin } from "./builtin.ts";
import { charsetOf, type Charset } from "./charsets.ts";

/** Strictly as Go reads it: padded, and nothing but line ends in between. */
function fromBase64(value: string): Buffer | undefined {
  const compact = value.replace(/[\r\n]/g, "");
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, "base64");
}

function base64Decode([argument]: readonly Value[], origin: Origin): Value {
  const bytes = fromBase64(textOfArgument(argument));
  if (bytes === undefined) return failure("the text is not base64", origin);
  const decoded = bytes.toString("utf8");
  return Buffer.from(decoded, "utf8").equals(bytes) ? textResult(decoded, origin) : failure("the bytes are not UTF-8", origin);
}

/** `url.QueryEscape`: https://pkg.go.dev/net/url#QueryEscape */
function urlEncode(value: string): string {
  return Buffer.from(value, "utf8").reduce((result, byte) => {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(character)) return result + character;
    return character === " " ? `${result}+` : `${result}%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }, "");
}

/** Looks up the encoding, of which only the common ones are there: a rare one is unknown, as it may exist. */
function withCharset(run: (value: string, charset: Charset, origin: Origin) => Value): Builtin {
  return {
    parameters: [text, text],
    result: stringType,
    run: ([value, name], origin) => {
      const charset = charsetOf(textOfArgument(name));
      if (charset === undefined) return unknownOf(stringType, unknown(`the encoding ${textOfArgument(name)} is not evaluated`, origin), origin);
      return run(textOfArgument(value), charset, origin);
    },
  };
}

/** https://developer.hashicorp.com/terraform/language/functions/base64encode and its neighbours */
export const encodingFunctions: readonly (readonly [string, Builtin])[] = [
  ["base64decode", { parameters: [text], result: stringType, run: base64Decode }],
  ["base64encode", onTexts(1, (value = "") => Buffer.from(value, "utf8").toString("base64"))],
  [
    "textdecodebase64",
    withCharset((value, { decode }, origin) => {
      const bytes = fromBase64(value);
      const decoded = bytes && decode(bytes);
      return decoded === undefined || decoded.includes("\ufffd") ? failure("the text is not base64 of this encoding", origin) : textResult(decoded, origin);
    }),
  ],
  [
    "textencodebase64",
    withCharset((value, { encode }, origin) => {
      const bytes = encode(value);
      return bytes === undefined ? failure("the encoding lacks a character of the text", origin) : textResult(bytes.toString("base64"), origin);
    }),
  ],
  [
    "urlencode",
    {
      parameters: [text],
      result: stringType,
      run: ([value], origin): Value => (textOfArgument(value).length > longestText / 9 ? tooLong(stringType, origin) : scalar(urlEncode(textOfArgument(value)), origin)),
    },
  ],
];
