import { CommanderError } from "commander";
import type { Host } from "./host";

/** What the exit code of a command means. */
export const exit = { clean: 0, findings: 1, badInput: 2, internal: 3 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

const reportAt = "Please report it with this message and the command; DEBUG=1 shows where it happened.";

/** Says on standard error what went wrong, without a stack trace for a user's mistake, and returns the exit code that goes with it. */
export function explain(error: unknown, host: Pick<Host, "stderr" | "env">): ExitCode {
  // Commander has already printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.clean : exit.badInput;
  if (isUsers(error)) {
    host.stderr.write(`error: ${error.message}\n`);
    return exit.badInput;
  }
  const debug = (host.env["DEBUG"] ?? "") !== "";
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  host.stderr.write(`internal error: ${message}\n${reportAt}\n`);
  if (debug && error instanceof Error) host.stderr.write(`${error.stack ?? ""}\n`);
  return exit.internal;
}

const namesOfUserErrors: ReadonlySet<string> = new Set(["UserError", "ConfigError"]);

/**
 * Mistakes of the stack file, the command or the program's arguments. Recognised by name and by the SDK's marks instead of by class:
 * the program may load its own copies of config.ts and of the SDK.
 */
function isUsers(error: unknown): error is Error {
  return error instanceof Error && (namesOfUserErrors.has(error.name) || "__pulumiRunError" in error || "__pulumResourceError" in error);
}
