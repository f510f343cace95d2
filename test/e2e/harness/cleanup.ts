import { readFileSync, readdirSync, rmSync } from "node:fs";

/** Folders of workspaces that are in use. */
const open = new Set<string>();

/** From now on the end of this process, an interrupted one too, ends what runs in the folder and removes it. */
export const opened = (base: string): void => void open.add(base);

/** Ends every process that works for a workspace, and removes its folder. */
export function close(base: string): void {
  endProcesses(base);
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  open.delete(base);
}

/**
 * The engine gives each plugin a process group of its own, and one that crashes leaves its plugins behind, without a parent. What they
 * all have is the environment of the workspace; so they are found by it, in the way of Linux.
 */
export function endProcesses(base: string): void {
  for (const pid of processes()) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, "utf8").includes(`=${base}/`)) process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself, or is somebody else's.
    }
  }
}

function processes(): readonly string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  } catch {
    return [];
  }
}

process.once("exit", () => {
  for (const base of open) close(base);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
