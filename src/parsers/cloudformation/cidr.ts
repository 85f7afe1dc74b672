/** The most blocks that Fn::Cidr gives. */
const mostBlocks = 256;

/** The first blocks of `bits` host bits in an IPv4 or IPv6 block; undefined when they do not fit, or what is given is none. */
export function blocksOf(block: string, count: number, bits: number | undefined): readonly string[] | undefined {
  const [address = "", prefix = ""] = block.split("/");
  const isLong = address.includes(":");
  const width = isLong ? 128 : 32;
  const start = isLong ? longAddress(address) : shortAddress(address);
  const hostBits = bits ?? (isLong ? 64 : 8);
  const length = /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (start === undefined || !(length <= width) || !Number.isInteger(hostBits) || hostBits < 0 || hostBits > width) return undefined;
  if (!Number.isInteger(count) || count < 1 || count > mostBlocks) return undefined;
  const size = 1n << BigInt(hostBits);
  const base = (start >> BigInt(width - length)) << BigInt(width - length);
  if (BigInt(count) * size > 1n << BigInt(width - length)) return undefined;
  return Array.from({ length: count }, (_, index) => `${isLong ? longText(base + BigInt(index) * size) : shortText(base + BigInt(index) * size)}/${width - hostBits}`);
}

function shortAddress(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function shortText(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
}

function longAddress(text: string): bigint | undefined {
  const [head = "", tail] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...after];
  if (groups.length !== 8 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** Groups without leading zeros, the zeros at the end as `::`. */
function longText(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const text = groups.join(":");
  return text.replace(/(?::0)+$/, "::");
}
