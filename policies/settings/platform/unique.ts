import type { Issue, Path } from "../problems";

/** The second and later of equal entries. Entries that are already known to be wrong are undefined, and are left out. */
export function unique(entries: readonly (string | undefined)[] | undefined, path: Path, what: string, below: Path = []): Issue[] {
  const seen = new Map<string, number>();
  return (entries ?? []).flatMap((entry, index) => {
    if (entry === undefined) return [];
    const first = seen.get(entry);
    if (first === undefined) seen.set(entry, index);
    return first === undefined
      ? []
      : [{ path: [...path, index, ...below], message: `repeats the ${what} of entry [${String(first)}]; write each once` }];
  });
}
