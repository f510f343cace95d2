import { appendFileSync, readFileSync } from "node:fs";

/**
 * Writes down a call, and refuses it when it is the one that is told to fail. All stand-ins of a workspace count together, at the same
 * time: the place of a call is that of its own line, whatever others wrote behind it.
 */
export function note(call: "create" | "update" | "delete", urn: string): void {
  const file = process.env["STANDIN_CALLS"];
  if (file === undefined) return;
  const line = JSON.stringify({ call, urn });
  appendFileSync(file, `${line}\n`);
  const failAt = Number(process.env["STANDIN_FAIL_AT"] ?? 0);
  if (failAt === 0) return;
  const earlier = Number(process.env["STANDIN_CALLS_BEFORE"] ?? 0);
  const place = readFileSync(file, "utf8").split("\n").slice(earlier).indexOf(line) + 1;
  if (place === failAt) throw new Error(`told to fail at call ${String(failAt)}`);
}
