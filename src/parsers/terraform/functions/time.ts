/** A point in time, and the zone that its text had. */
export interface Timestamp {
  /** Since the start of 1970. */
  readonly nanoseconds: bigint;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const second = 1_000_000_000n;
const minute = 60n * second;

const shape = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/** RFC 3339, strictly; undefined for everything else. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number);
  const [, , , , , , , fraction = "", sign, zoneHours = "0", zoneMinutes = "0"] = match;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return undefined;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === "-" ? -1 : 1);
  const local = BigInt(utc(year, month, day, hours, minutes, seconds)) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return { nanoseconds: local - BigInt(offset) * minute, offset };
}

function utc(year: number, month: number, day: number, hours: number, minutes: number, seconds: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hours, minutes, seconds, 0);
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** From Sunday, 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock shows in the zone of the timestamp. */
export function wallClock({ nanoseconds, offset }: Timestamp): WallClock {
  const local = nanoseconds + BigInt(offset) * minute;
  const whole = local / second - (local % second < 0n ? 1n : 0n);
  const date = new Date(Number(whole) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

export function zoneText({ offset }: Timestamp, separator: string): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

/** RFC 3339 without fractions of a second. */
export function formatTimestamp(timestamp: Timestamp): string {
  const clock = wallClock(timestamp);
  const date = `${pad(clock.year, 4)}-${pad(clock.month, 2)}-${pad(clock.day, 2)}`;
  return `${date}T${pad(clock.hour, 2)}:${pad(clock.minute, 2)}:${pad(clock.second, 2)}${timestamp.offset === 0 ? "Z" : zoneText(timestamp, ":")}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["µs", 1000n],
  ["μs", 1000n],
  ["ms", 1_000_000n],
  ["s", second],
  ["m", minute],
  ["h", 60n * minute],
]);

/** `1h30m`, `-1.5s`, in nanoseconds; undefined for what Go cannot read. https://pkg.go.dev/time#ParseDuration */
export function parseDuration(text: string): bigint | undefined {
  const match = /^([+-]?)((?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (match === null || text.length > 200) return undefined;
  const [, sign, body = ""] = match;
  let sum = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of body.matchAll(/([0-9]*)\.?([0-9]*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const size = units.get(unit) ?? 0n;
    sum += BigInt(whole === "" ? "0" : whole) * size + (BigInt(fraction === "" ? "0" : fraction) * size) / 10n ** BigInt(fraction.length);
  }
  if (sum >= 2n ** 63n) return undefined;
  return sign === "-" ? -sum : sum;
}
