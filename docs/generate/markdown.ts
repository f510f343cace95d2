/** Text that Markdown must not read as markup, also inside a table cell. */
export function plain(text: string): string {
  return text.replace(/[\\|<>*_[\]`]/g, "\\$&").replace(/\s+/g, " ");
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Blocks with one empty line between them; empty blocks are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
