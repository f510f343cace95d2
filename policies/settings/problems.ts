/** One mistake in a stack's configuration. */
export interface Problem {
  /** Configuration key and place in it, e.g. `compliant-eks:platform.network.cidr`. */
  readonly path: string;
  /** What is wrong, then what to write. Never holds a value that could be a secret. */
  readonly message: string;
}

/** All mistakes of a stack's configuration at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  /** `file` is the stack file's name, where it is known. */
  constructor(
    readonly problems: readonly Problem[],
    readonly file?: string,
  ) {
    const total = problems.length === 1 ? "1 mistake" : `${String(problems.length)} mistakes`;
    const lines = problems.map(({ path, message }) => `  ${path}: ${message}`);
    super([`${file ?? "stack configuration"}: ${total}`, ...lines].join("\n"));
  }
}

export type Path = readonly (string | number)[];

/** A mistake below some key, before the key is known. */
export interface Issue {
  readonly path: Path;
  readonly message: string;
}

/** All keys that exist are letters. Anything else may be a value that slipped into a key's place, and is not repeated. */
const printable = /^[A-Za-z][A-Za-z_-]{0,31}$/;

export const keyText = (name: string): string => (printable.test(name) ? name : "(a key that is no name)");

/** `network.cidr`, `cluster.nodeGroups[0].name`. */
export function pathText(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${String(step)}]` : `${index === 0 ? "" : "."}${keyText(step)}`)).join("");
}

export function problemAt(key: string, issue: Issue): Problem {
  const below = pathText(issue.path);
  return { path: below === "" ? key : `${key}${below.startsWith("[") ? "" : "."}${below}`, message: issue.message };
}
