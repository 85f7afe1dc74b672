import type * as Crypto from "node:crypto";
import { stringType } from "../type.ts";
import { failure, scalar, type Value } from "../value.ts";
import { onTexts, text, textOfArgument, type Builtin } from "./builtin.ts";

/** Taken when it is needed, because it takes 7 ms to load. */
export function crypto(): typeof Crypto {
  return process.getBuiltinModule("node:crypto");
}

function digest(algorithm: string, encoding: "hex" | "base64"): Builtin {
  return onTexts(1, (value = "") => crypto().createHash(algorithm).update(value, "utf8").digest(encoding));
}

/** https://datatracker.ietf.org/doc/html/rfc9562#name-namespace-id-usage-and-allo */
const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
  ["url", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"],
  ["oid", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"],
  ["x500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"],
]);

/** Version 5 of RFC 9562; undefined when the namespace is neither a name nor a UUID. */
function uuidOfName(namespace: string, name: string): string | undefined {
  const given = (namespaces.get(namespace) ?? namespace).replaceAll("-", "");
  if (!/^[0-9a-fA-F]{32}$/.test(given)) return undefined;
  const bytes = crypto().createHash("sha1").update(Buffer.from(given, "hex")).update(name, "utf8").digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** https://developer.hashicorp.com/terraform/language/functions/md5 and its neighbours */
export const hashFunctions: readonly (readonly [string, Builtin])[] = [
  ["base64sha256", digest("sha256", "base64")],
  ["base64sha512", digest("sha512", "base64")],
  ["md5", digest("md5", "hex")],
  ["sha1", digest("sha1", "hex")],
  ["sha256", digest("sha256", "hex")],
  ["sha512", digest("sha512", "hex")],
  [
    "uuidv5",
    {
      parameters: [text, text],
      result: stringType,
      run: ([namespace, name], origin): Value => {
        const uuid = uuidOfName(textOfArgument(namespace), textOfArgument(name));
        return uuid === undefined ? failure("uuidv5() needs a namespace that is a UUID or dns, url, oid or x500", origin) : scalar(uuid, origin);
      },
    },
  ],
];
