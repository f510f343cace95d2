/**
 * Breaks text into lines of at most `width` characters. Words longer than a line, such as URNs, are cut. `first` starts the first line,
 * `rest` the others; both count towards the width.
 */
export function wrap(text: string, width: number, first = "", rest = " ".repeat(first.length)): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    empty = true;
  };
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!empty && line.length + 1 + word.length > width) flush();
    if (!empty) line += " ";
    let left = word;
    while (line.length + left.length > width) {
      const room = Math.max(1, width - line.length);
      line += left.slice(0, room);
      left = left.slice(room);
      flush();
    }
    line += left;
    empty = left === "" && empty;
  }
  if (!empty || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Sections with an empty line between them; what has no lines is left out. */
export const joined = (sections: readonly (readonly string[])[]): string =>
  `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;

/** `1 resource`, `2 resources`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** How long a waiver lasts. */
export const days = (left: number): string => (left < 0 ? "expired" : `${count(left, "day")} left`);

/** The name part of a URN, or the whole of what is not one. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** The type part of a URN without its parents. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
