import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./harness";
import { processesOf } from "./harness/cleanup";

interface Running {
  readonly base: string;
  /** Sends a signal and waits for the end. The group is what a terminal interrupts. */
  readonly stop: (signal: NodeJS.Signals, whom: "process" | "group") => Promise<void>;
}

/** An update in a process of its own, in the middle of creating. */
async function running(): Promise<Running> {
  const program = ["--require", "tsx/cjs", join(__dirname, "interrupted/update.ts")];
  const child = spawn(process.execPath, program, { cwd: root, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(child.stdout);
  const [base] = (await once(lines, "line")) as [string];
  while (!existsSync(join(base, "calls.log"))) {
    assert.equal(child.exitCode, null, "the update ended before anything was made");
    await pause(50);
  }
  return {
    base,
    stop: async (signal, whom) => {
      const ended = once(child, "exit");
      process.kill((child.pid ?? 0) * (whom === "group" ? -1 : 1), signal);
      await ended;
    },
  };
}

const left = (base: string): unknown => ({ folder: existsSync(base), processes: processesOf(base).length });
const nothing = { folder: false, processes: 0 };

describe("an interrupted run", () => {
  const cases = [
    ["SIGINT", "group", "as a terminal interrupts it"],
    ["SIGTERM", "process", "as CI ends it"],
  ] as const;
  for (const [signal, whom, how] of cases) {
    it(`leaves no process and no folder: ${how}`, async () => {
      const { base, stop } = await running();
      assert.ok(processesOf(base).length > 1);
      await stop(signal, whom);
      assert.deepEqual(left(base), nothing);
    });
  }

  it("that is killed outright is cleared away by the next one", async () => {
    const { base, stop } = await running();
    await stop("SIGKILL", "process");
    assert.ok(existsSync(base));
    const next = await running();
    assert.deepEqual(left(base), nothing);
    await next.stop("SIGTERM", "process");
  });
});
