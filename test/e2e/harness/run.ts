import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { endProcesses } from "./cleanup";

export interface Violation {
  readonly policy: string;
  /** Empty for what is about the stack as a whole. */
  readonly urn: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
}

export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
}

/** What one command of the CLI did. */
export interface EngineRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of the event log. */
  readonly events: readonly Event[];
  readonly violations: readonly Violation[];
  readonly steps: readonly Step[];
  /** Number of resources by operation, e.g. `create` and `same`. */
  readonly summary: Readonly<Record<string, number>>;
}

/** The events that tests look at (`apitype.EngineEvent`). */
interface Event {
  readonly policyEvent?: {
    readonly policyName: string;
    readonly resourceUrn?: string;
    readonly enforcementLevel: string;
    readonly message: string;
  };
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the workspace: what still works for it when the command has ended is ended too. */
  readonly base: string;
  /** File into which the engine writes its events. */
  readonly eventLog?: string;
}

/** Runs a command to its end. Rejects only when it cannot be started. */
export async function run({ command, args, cwd, env, base, eventLog }: Invocation): Promise<EngineRun> {
  const child = spawn(command, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const code = await new Promise<number>((done, fail) => {
    child.on("error", fail);
    // A plugin that outlived the engine would hold the output open.
    child.on("exit", () => endProcesses(base));
    child.on("close", (status) => done(status ?? -1));
  });
  const events = eventLog !== undefined && existsSync(eventLog) ? eventsIn(eventLog) : [];
  return { code, ...output, events, ...told(events) };
}

function eventsIn(file: string): Event[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Event);
}

function told(events: readonly Event[]): Pick<EngineRun, "violations" | "steps" | "summary"> {
  return {
    violations: events.flatMap(({ policyEvent }) =>
      policyEvent === undefined
        ? []
        : [
            {
              policy: policyEvent.policyName,
              urn: policyEvent.resourceUrn ?? "",
              level: policyEvent.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
              message: policyEvent.message,
            },
          ],
    ),
    steps: events.flatMap(({ resourcePreEvent }) => (resourcePreEvent === undefined ? [] : [resourcePreEvent.metadata])),
    summary: events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {},
  };
}
