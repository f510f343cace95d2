import type { Verdict } from "../preview/verdict";

/** One stack's file, as far as checks look at it. */
export interface Stack {
  readonly stack: string;
  /** Full key -> value, as the engine hands it to a program. */
  readonly config: Readonly<Record<string, string>>;
  /** Where the engine encrypts the stack's secrets, e.g. `awskms://...`; undefined when the file does not say. */
  readonly secretsProvider?: string;
}

/** A stack among those of its program. */
export interface Stacks {
  readonly current: Stack;
  readonly others: readonly Stack[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Looks at stack files, not at resources, so the real engine's pack cannot run it. Its finding is about the stack as a whole. */
export type StackFileCheck = (stacks: Stacks) => Verdict;
