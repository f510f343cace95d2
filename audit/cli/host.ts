import type { Writable } from "node:stream";

/** The parts of the process that the commands use; tests put their own in. */
export interface Host {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The day in UTC, `YYYY-MM-DD`: versions and waivers are judged against it. */
  readonly today: string;
  /** Folder of this package. */
  readonly root: string;
  /** Our own program, when it comes ready to run in the same bundle as the commands. */
  readonly program?: () => unknown;
  /** Runs a command of the machine; absent: really does. */
  readonly command?: (command: string, ...args: readonly string[]) => Promise<string | undefined>;
  /** Makes `require` understand TypeScript, for programs whose entry is in it; absent where it does already. */
  readonly typescript?: () => void;
  /** Makes programs take our copy of the Pulumi SDK instead of their own; absent where tests do without. */
  readonly shareSdk?: () => void;
}
