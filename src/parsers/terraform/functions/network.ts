import { wholeNumber } from "../arithmetic.ts";
import { stringType } from "../type.ts";
import { failure, scalar, unknown, type Origin, type Value } from "../value.ts";
import { formatAddress, isMapped, parsePrefix, type Prefix } from "./addresses.ts";
import { listOfTexts, number, text, textOfArgument, textsResult, wholeArgument, type Builtin } from "./builtin.ts";

/** A function of a CIDR prefix, which Terraform refuses when it is none. */
function onPrefix(run: (prefix: Prefix, args: readonly Value[], origin: Origin) => Value): Builtin["run"] {
  return ([argument, ...args], origin) => {
    const prefix = parsePrefix(textOfArgument(argument));
    if (prefix !== undefined && isMapped(prefix)) return unknown("IPv4 within IPv6 is not evaluated", origin);
    return prefix === undefined ? failure("the text is no CIDR prefix", origin) : run(prefix, args, origin);
  };
}

/** Negative numbers count from the end. */
function host({ network, length, bits }: Prefix, [index]: readonly Value[], origin: Origin): Value {
  const wanted = index?.kind === "scalar" ? wholeNumber(index) : undefined;
  const room = 1n << BigInt(bits - length);
  if (wanted === undefined || wanted >= room || wanted < -room) return failure("the prefix has no such host", origin);
  return scalar(formatAddress(network + (wanted < 0n ? room + wanted : wanted), bits), origin);
}

function netmask({ length, bits }: Prefix, _: readonly Value[], origin: Origin): Value {
  return bits === 32 ? scalar(formatAddress((2n ** 32n - 1n) ^ ((1n << BigInt(32 - length)) - 1n), 32), origin) : failure("IPv6 has no netmasks", origin);
}

function subnet({ network, length, bits }: Prefix, [extension, index]: readonly Value[], origin: Origin): Value {
  const added = wholeArgument(extension);
  const wanted = index?.kind === "scalar" ? wholeNumber(index) : undefined;
  if (added !== undefined && added < 0) return unknown("a prefix that is made shorter is not evaluated", origin);
  if (added === undefined || wanted === undefined || length + added > bits) return failure("the prefix cannot be extended so", origin);
  if (wanted >= 1n << BigInt(added)) return failure("the prefix has no such subnet", origin);
  // Terraform lets negative numbers through and takes the size of what becomes of them.
  const address = network | (wanted << BigInt(bits - length - added));
  return scalar(`${formatAddress(address < 0n ? -address : address, bits)}/${length + added}`, origin);
}

/** One subnet after the other, each aligned to its own size. */
function subnets({ network, length, bits }: Prefix, extensions: readonly Value[], origin: Origin): Value {
  const end = network + (1n << BigInt(bits - length));
  const found: string[] = [];
  let next = network;
  for (const extension of extensions) {
    const added = wholeArgument(extension);
    if (added === undefined || added < 1 || added > 32 || length + added > bits) return failure("the prefix cannot be extended so", origin);
    const size = 1n << BigInt(bits - length - added);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return failure("the prefix has no room for so many subnets", origin);
    found.push(`${formatAddress(start, bits)}/${length + added}`);
    next = start + size;
  }
  return textsResult(found, origin);
}

/** https://developer.hashicorp.com/terraform/language/functions/cidrhost and its neighbours */
export const networkFunctions: readonly (readonly [string, Builtin])[] = [
  ["cidrhost", { parameters: [text, number], result: stringType, run: onPrefix(host) }],
  ["cidrnetmask", { parameters: [text], result: stringType, run: onPrefix(netmask) }],
  ["cidrsubnet", { parameters: [text, number, number], result: stringType, run: onPrefix(subnet) }],
  ["cidrsubnets", { parameters: [text], rest: number, result: listOfTexts.type, run: onPrefix(subnets) }],
];
