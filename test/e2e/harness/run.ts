import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

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
  /** File into which the engine writes its events. */
  readonly eventLog?: string;
}

/** Processes that have not ended yet; each leads a group of its own, with plugins and language hosts in it. */
const running = new Set<number>();

/** An interrupted test run leaves no process behind. */
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const pid of running) stop(pid);
    process.exit(130);
  });
}

function stop(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** Runs a command to its end. Rejects only when it cannot be started. */
export async function run({ command, args, cwd, env, eventLog }: Invocation): Promise<EngineRun> {
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const code = await new Promise<number>((done, fail) => {
    child.on("error", fail);
    child.on("close", (status) => done(status ?? -1));
  });
  if (pid !== undefined) {
    stop(pid);
    running.delete(pid);
  }
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
