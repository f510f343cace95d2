/** When a schedule of five fields runs (crontab), as far as its longest pause tells. */

const shorthands: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const names = {
  month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  weekday: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
} as const;

const day = 24 * 60;

/** The longest time between two runs, in hours; undefined for a text that is no schedule, or one that never runs. */
export function longestPause(text: string): number | undefined {
  const [, every = "", unit = ""] = /^@every (\d+)(h|m)(?:0m)?(?:0s)?$/.exec(text) ?? [];
  if (every !== "") return Number(every) / (unit === "h" ? 1 : 60);
  const fields = (shorthands[text] ?? text)
    .trim()
    .replace(/^(CRON_)?TZ=\S+\s+/, "")
    .split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minuteText = "", hourText = "", dateText = "", monthText = "", weekdayText = ""] = fields;
  const minutes = valuesOf(minuteText, 0, 59);
  const hours = valuesOf(hourText, 0, 23);
  const dates = valuesOf(dateText, 1, 31);
  const months = valuesOf(monthText, 1, 12, names.month, 1);
  const weekdays = valuesOf(weekdayText, 0, 7, names.weekday, 0);
  if (!minutes || !hours || !dates || !months || !weekdays) return undefined;
  const days = runningDays((date) => {
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const byDate = dates.has(date.getUTCDate());
    const byWeekday = weekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays.has(7));
    // Two fields that both leave something out: either will do.
    return isAll(dateText) || isAll(weekdayText) ? byDate && byWeekday : byDate || byWeekday;
  });
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute)).sort((a, b) => a - b);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined || days.length < 2) return undefined;
  const pauses = [...steps(times), ...steps(days).map((between) => between * day - last + first)];
  return Math.max(...pauses) / 60;
}

/** From each number to the next. */
const steps = (numbers: readonly number[]): readonly number[] => numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0));

const isAll = (field: string): boolean => field.startsWith("*") || field === "?";

/** Numbers of the days within two years and a bit, with a leap day, on which it runs. */
const runningDays = (runs: (date: Date) => boolean): readonly number[] =>
  Array.from({ length: 800 }, (_, number) => number).filter((number) => runs(new Date(Date.UTC(2027, 0, 1 + number))));

function valuesOf(field: string, least: number, most: number, words: readonly string[] = [], first = 0): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [, range = "", step = "1"] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from, to] = isAll(range) ? [least, most] : range.split("-").map((end) => numberOf(end, words, first));
    const last = to ?? (part.includes("/") ? most : from);
    if (from === undefined || last === undefined || !(from >= least && last <= most && from <= last) || step === "0") return undefined;
    for (let value = from; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}

function numberOf(text: string, words: readonly string[], first: number): number {
  const word = words.indexOf(text.toLowerCase());
  return word !== -1 ? word + first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
