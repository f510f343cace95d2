import { resolve } from "node:path";
import { parseJson } from "../plan/json-file";
import { readTextFile } from "../plan/text-file";
import { type Json, isJsonObject } from "../plan/values";
import type { Baseline, Known } from "../report/baseline";
import { UserError } from "../user-error";

const statuses: ReadonlySet<unknown> = new Set(["fail", "error", "deferred", "not-evaluated", "waived", "left-to-people"]);

/** Reads a baseline, or a report in JSON of a plan or an audit, which has the same findings. Throws a UserError that names the file. */
export function readBaseline(file: string, cwd: string): Baseline {
  const path = resolve(cwd, file);
  const document = parseJson(readTextFile(path), path);
  const { findings, stack, kind, ...more } = isJsonObject(document) ? document : {};
  // An audit is of a cluster, whoever programmed it.
  const project = kind === "audit" ? "cluster" : more["project"];
  if (!Array.isArray(findings) || typeof stack !== "string" || typeof project !== "string")
    throw new UserError(`${path} is no report: write it with --format baseline or --format json`);
  return {
    stack,
    project,
    findings: (findings as readonly Json[]).map((finding, index) => known(finding, `${path}: finding ${String(index + 1)}`)),
  };
}

function known(finding: Json, where: string): Known {
  const { check, urn, level, status } = isJsonObject(finding) ? finding : {};
  if (typeof check !== "string" || typeof urn !== "string" || !(level === "mandatory" || level === "advisory") || !statuses.has(status))
    throw new UserError(`${where} lacks check, urn, level or status: write the file anew with --format baseline`);
  return { check, urn, level, status: status as Known["status"] };
}

type Named = Pick<Baseline, "stack" | "project">;

/** Findings of another program or stack would all be new, and all the old ones fixed. Throws a UserError that says whose they are. */
export function assertSameProgram(base: Named, head: Named, file: string): void {
  if (base.stack === head.stack && base.project === head.project) return;
  const [one, other] = [base, head].map(({ project, stack }) => `stack ${stack} of ${project}`);
  throw new UserError(`${file} is about ${one ?? ""}, and not about ${other ?? ""}; compare reports of one stack`);
}
