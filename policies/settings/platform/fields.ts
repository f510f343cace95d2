import * as z from "zod";

/** How a timestamp without quotes arrives from the engine. */
const timestamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} \S+$/;

interface Raw {
  readonly input?: unknown;
}

const unquoted = (what: string): string => `is not in quotes, and changes when the file is read; put it in quotes: ${what}`;

/** Says what to write, whatever is wrong with the value. */
export function expected(what: string): (issue: Raw) => string {
  return ({ input }) => (input === undefined || input === null ? `is missing; write ${what}` : `is not what belongs here; write ${what}`);
}

function expectedText(what: string): (issue: Raw) => string {
  return (issue) => (["number", "boolean"].includes(typeof issue.input) ? unquoted(what) : expected(what)(issue));
}

/** A text of the given form. */
export function text(what: string, form: RegExp) {
  return z.string({ error: expectedText(what) }).regex(form, {
    error: ({ input }) => (typeof input === "string" && timestamp.test(input) ? unquoted(what) : `has the wrong form; write ${what}`),
  });
}

/** A region of AWS. Whether there is one of that name, the rules say. */
export const region = text("a region such as eu-west-1", /^[a-z]{2}(-[a-z]+)+-\d$/);

/** Words of a person: one line, not empty, and no timestamp that lost its quotes. */
export const words = (what: string) => text(what, new RegExp(`^(?!${timestamp.source.slice(1, -1)}$)\\S(.{0,198}\\S)?$`, "u"));

export function whole(what: string, least: number, most: number) {
  const range = `${what}, a whole number from ${String(least)} to ${String(most)}`;
  return z
    .number({
      error: (issue) => (typeof issue.input === "string" ? `is in quotes; write ${range}, without quotes` : expected(range)(issue)),
    })
    .int({ error: () => `is not a whole number; write ${range}` })
    .min(least, { error: () => `is too small; write ${range}` })
    .max(most, { error: () => `is too large; write ${range}` });
}

export const flag = (what: string) =>
  z.boolean({
    error: ({ input }) =>
      input === "true" || input === "false"
        ? "is in quotes; write true or false without them"
        : `is not what belongs here; write true or false: ${what}`,
  });

export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: expectedText(values.length === 1 ? values[0] : `one of ${values.join(", ")}`) });
}

export function list<Item extends z.ZodType>(what: string, item: Item, least = 0, most = 100) {
  return z
    .array(item, { error: expected(`a list of ${what}`) })
    .min(least, { error: () => `has too few entries; write at least ${String(least)} (${what})` })
    .max(most, { error: () => `has too many entries; write at most ${String(most)} (${what})` });
}

/** A mapping with exactly these keys. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: expected(`a mapping with ${Object.keys(shape).join(", ")}`) });
}

/** One word, or a mapping with one key for what needs details. */
export function either<Word extends z.ZodType, Details extends z.ZodType>(what: string, word: Word, details: Details) {
  return z.union([word, details], { error: expectedText(what) });
}

export const labels = (what: string) =>
  z.record(
    text("a label key such as app", /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/),
    text("a label value", /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/),
    {
      error: expected(what),
    },
  );

/** A name as Kubernetes wants it (RFC 1123 label). */
export const dnsLabel = (what: string) =>
  text(`${what}: up to 63 small letters, digits and hyphens`, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

/** Whether a text of the form `YYYY-MM-DD` is a day of the calendar. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
