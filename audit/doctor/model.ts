import type { Config } from "../../config";
import type { StackFile } from "../plan/stack-file";

/** The words of check results; what could not be asked is never a pass. */
export type Status = "pass" | "fail" | "error" | "not-evaluated" | "left-to-people";

/** What the doctor says of one thing. */
export interface Diagnosis {
  readonly subject: string;
  readonly status: Status;
  /** What was seen, and what to do where it is not as it should be. */
  readonly message: string;
}

/** A stack that is to be brought up. */
export interface Patient {
  readonly stack: StackFile;
  readonly config: Config;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Runs a command and gives what it writes on standard output; undefined when there is no such command or it fails. */
export type Run = (command: string, ...args: readonly string[]) => Promise<string | undefined>;

export const diagnosis = (subject: string, status: Status, message: string): Diagnosis => ({ subject, status, message });

/** Passes with one message, else fails with the other. */
export const verdictOn = (subject: string, holds: boolean, good: string, bad: string): Diagnosis =>
  diagnosis(subject, holds ? "pass" : "fail", holds ? good : bad);
