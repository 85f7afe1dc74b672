/** A network in CIDR notation, its host bits cleared. */
export interface Prefix {
  readonly network: bigint;
  readonly length: number;
  readonly bits: 32 | 128;
}

/** `10.0.0.0/16`, `2001:db8::/32`; undefined for everything else. Leading zeros in IPv4 are read as decimals, as Terraform does. */
export function parsePrefix(text: string): Prefix | undefined {
  const match = /^([0-9a-fA-F.:]{2,45})\/([0-9]{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [, address = "", digits = ""] = match;
  const bits = address.includes(":") ? 128 : 32;
  const value = bits === 32 ? parseIpv4(address) : parseIpv6(address);
  const length = Number(digits);
  if (value === undefined || length > bits) return undefined;
  const hosts = BigInt(bits - length);
  return { network: (value >> hosts) << hosts, length, bits };
}

/** IPv4 within IPv6, of which Terraform takes sometimes the one for the other. */
export function isMapped({ network, bits }: Prefix): boolean {
  return bits === 128 && network >> 32n === 0xffffn;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^[0-9]{1,10}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(Number(part)), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map((half) => (half === "" ? [] : groupsOf(half)));
  if (left === undefined || (halves.length === 2 && right === undefined)) return undefined;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array.from({ length: missing }, () => 0), ...(right ?? [])].reduce((sum, group) => (sum << 16n) + BigInt(group), 0n);
}

/** The 16-bit groups between colons, the last of which may be written as IPv4. */
function groupsOf(half: string): readonly number[] | undefined {
  const groups: number[] = [];
  const parts = half.split(":");
  for (const [at, part] of parts.entries()) {
    const embedded = at === parts.length - 1 && part.includes(".") ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** The longest run of zeros of an IPv6 address is left out: https://datatracker.ietf.org/doc/html/rfc5952 */
export function formatAddress(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => Number((value >> BigInt(112 - at * 16)) & 0xffffn));
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return best.at < 0 ? write(groups) : `${write(groups.slice(0, best.at))}::${write(groups.slice(best.at + best.length))}`;
}
