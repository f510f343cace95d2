import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders of workspaces are named after the process that they belong to, so that a later run can tell whose owner is gone. */
const prefix = "compliant-eks-e2e-";

/** Folders of workspaces that are in use. */
const open = new Set<string>();

let swept = false;

/**
 * Makes the folder of a workspace. The end of this process, an interrupted one too, ends what runs in it and removes it. A process that is
 * killed outright cannot; the next one does it.
 */
export function openFolder(): string {
  if (!swept) sweep();
  swept = true;
  const base = mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`));
  open.add(base);
  return base;
}

/** Ends every process that works for a workspace, and removes its folder. */
export function closeFolder(base: string): void {
  endProcesses(base);
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  open.delete(base);
}

/** Clears what processes left that are no more. One whose number is in use again is taken for alive. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split("-")[0]);
    if (Number.isInteger(owner) && !isAlive(owner)) closeLeftover(join(tmpdir(), name));
  }
}

function closeLeftover(base: string): void {
  try {
    const count = processesOf(base).length;
    if (count > 0) process.stderr.write(`ended ${String(count)} processes that an earlier run left behind in ${base}\n`);
    closeFolder(base);
  } catch {
    // It is another user's, who clears it away.
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export function endProcesses(base: string): void {
  for (const pid of processesOf(base)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * The processes that work for a workspace. The engine gives each plugin a process group of its own, and one that crashes leaves its plugins
 * behind, without a parent. What they all have is the environment of the workspace; so they are found by it, in the way of Linux.
 */
export const processesOf = (base: string): readonly number[] =>
  processes().filter((pid) => {
    try {
      return readFileSync(`/proc/${String(pid)}/environ`, "utf8").includes(`=${base}/`);
    } catch {
      // It has ended, or is somebody else's.
      return false;
    }
  });

function processes(): readonly number[] {
  try {
    const names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return names.map(Number).filter((pid) => pid !== process.pid);
  } catch {
    return [];
  }
}

process.once("exit", () => {
  for (const base of open) closeFolder(base);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
