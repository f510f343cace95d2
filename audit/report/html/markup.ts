/** Markup that may stand in a page as it is. Everything else that gets into a page is text, and is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return part.map(written).join("");
}

/** A piece of a page: what the source says is markup, what is put in is text unless it is markup itself. */
export function html(source: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(source.map((text, index) => `${text}${index < parts.length ? written(parts[index] ?? "") : ""}`).join(""));
}

export const nothing = new Markup("");
