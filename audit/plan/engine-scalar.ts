/** What a YAML scalar without quotes means to the engine: its reader is Go's yaml.v3, which knows the octal numbers of YAML 1.1. */
export type EngineScalar = string | bigint | number | boolean | null;

/**
 * The value of a plain scalar. Whole numbers are bigints, because the engine keeps 64 bits of them; points in time are texts, as the
 * engine hands them on. Infinity and NaN are numbers: no stack file can hold them, so the caller refuses.
 */
export function engineScalar(text: string): EngineScalar {
  if (words.has(text)) return words.get(text) ?? null;
  if (text.startsWith(".")) return numberIn(text.replaceAll("_", "")) ?? text;
  if (!/^[-+0-9]/.test(text)) return text;
  return pointInTime(text) ?? numberIn(text.replaceAll("_", "")) ?? text;
}

const words: ReadonlyMap<string, EngineScalar> = new Map<string, EngineScalar>([
  ["", null],
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
]);

const decimal = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

function numberIn(text: string): bigint | number | undefined {
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const whole = wholeIn(digits);
  if (whole !== undefined && whole <= (sign === "-" ? 2n ** 63n : 2n ** 64n - 1n)) return sign === "-" ? -whole : whole;
  return decimal.test(text) ? Number(text) : undefined;
}

/** With the base that a prefix says; a leading zero is octal, unless a digit is none. */
function wholeIn(digits: string): bigint | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits) || /^0[oO][0-7]+$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return /^(0|[1-9]\d*)$/.test(digits) ? BigInt(digits) : undefined;
}

const time = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(Z|[-+]\d{2}:\d{2})?)?$/;

/** As Go prints a time, e.g. `2026-01-31 00:00:00 +0000 UTC`; undefined for a text that is no point in time to it. */
function pointInTime(text: string): string | undefined {
  const match = time.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", separator, hour = "0", minute = "0", second = "0", fraction = "", zone] = match;
  if (separator !== undefined && (separator === " ") !== (zone === undefined)) return undefined;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number];
  const date = new Date(Date.UTC(y, mo - 1, d));
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d || h > 23 || mi > 59 || s > 59) return undefined;
  const two = (value: number): string => String(value).padStart(2, "0");
  const rest = fraction.replace(/0+$/, "");
  const clock = `${two(h)}:${two(mi)}:${two(s)}${rest === "" ? "" : `.${rest}`}`;
  return `${year}-${two(mo)}-${two(d)} ${clock} ${zoneText(zone)}`;
}

function zoneText(zone: string | undefined): string {
  const offset = zone?.replace(":", "");
  return offset === undefined || offset === "Z" || /^[-+]0000$/.test(offset) ? "+0000 UTC" : `${offset} ${offset}`;
}
