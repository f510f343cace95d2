import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { codeOf } from "../evidence/store";
import type { AuditReport } from "../report/audit/document";
import { auditToLines } from "../report/audit/lines";
import { UserError } from "../user-error";
import type { Host } from "./host";

/** Adds the results to a folder as JSON Lines. What is there stays as it is: a run has files of its own. */
export function addLines(folder: string, report: AuditReport, host: Host): void {
  const lines = auditToLines(report);
  for (const { path, text } of lines) {
    const file = join(resolve(host.cwd, folder), path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    } catch (error) {
      const code = codeOf(error);
      const remedy = code === "EEXIST" ? "the results of this audit are there already" : "name a folder that you may write to";
      throw new UserError(`cannot write ${file} (${code}); ${remedy}`);
    }
  }
  host.stderr.write(`added ${String(lines.length)} files of JSON Lines below ${folder}\n`);
}
