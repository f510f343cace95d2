/** How text is marked. Without colour every function returns its text unchanged. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly good: (text: string) => string;
}

const plain = (text: string): string => text;
const sgr =
  (code: number) =>
  (text: string): string =>
    text === "" ? text : `\u001b[${String(code)}m${text}\u001b[0m`;

export function styleOf(colour: boolean): Style {
  return colour
    ? { bold: sgr(1), dim: sgr(2), bad: sgr(31), warn: sgr(33), good: sgr(32) }
    : { bold: plain, dim: plain, bad: plain, warn: plain, good: plain };
}
