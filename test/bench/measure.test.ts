import { ok, rejects, strictEqual } from "node:assert";
import { measure } from "../../bench/measure";

const command = (code: string) => ({ args: ["--eval", code], cwd: __dirname });

describe("measuring a process", () => {
  it("gives what it printed and what it used, also when it ends with a verdict of 1", async () => {
    const { stdout, userMs, wallMs, peakMiB } = await measure(command("process.stdout.write('out'); process.exitCode = 1"));
    strictEqual(stdout, "out");
    for (const used of [userMs, wallMs, peakMiB]) ok(used > 0);
  });

  it("counts the CPU of the process, not that of the bench", async () => {
    const busy = "const until = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < until);";
    const { userMs } = await measure(command(busy));
    ok(userMs >= 300);
  });

  it("a process that breaks is an error that quotes what it said", async () => {
    await rejects(measure(command("console.error('no such thing'); process.exit(2)")), /ended with 2: no such thing/);
  });
});
