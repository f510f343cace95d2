/** Paths of what a chart is told, down to the first value that is no mapping; what is below an `open` path is the user's to name. */
export const keyPaths = (value: unknown, open: ReadonlySet<string> = new Set(), path = ""): readonly string[] =>
  typeof value !== "object" || value === null || Array.isArray(value) || open.has(path)
    ? [path]
    : Object.entries(value).flatMap(([key, inner]) => keyPaths(inner, open, path === "" ? key : `${path}.${key}`));
