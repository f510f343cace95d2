import { appendFileSync, readFileSync } from "node:fs";

/** Writes down a call, and refuses it when it is the one that is told to fail. All stand-ins of a workspace count together. */
export function note(call: "create" | "update" | "delete", urn: string): void {
  const file = process.env["STANDIN_CALLS"];
  if (file === undefined) return;
  const failAt = Number(process.env["STANDIN_FAIL_AT"] ?? 0);
  appendFileSync(file, `${JSON.stringify({ call, urn })}\n`);
  const first = Number(process.env["STANDIN_CALLS_BEFORE"] ?? 0);
  if (failAt > 0 && readFileSync(file, "utf8").trimEnd().split("\n").length - first === failAt)
    throw new Error(`told to fail at call ${String(failAt)}`);
}
