import { type Baseline, type Known, keyOf } from "./baseline";
import { isFailure } from "./document";
import { typeOf } from "./text/layout";

/** What changed between two reports of one program. */
export interface Comparison {
  /** Failures that were none. */
  readonly added: readonly Known[];
  /** Failures that are none any more; waived and unjudged ones are not fixed, nor is what a check found that can judge nothing now. */
  readonly fixed: readonly Known[];
  /** Failures for which there is an exception now. */
  readonly waived: readonly Known[];
  /** What was judged and cannot be judged any more: unknown, in error or not evaluated. */
  readonly lost: readonly Known[];
}

const unjudged: ReadonlySet<Known["status"]> = new Set(["deferred", "not-evaluated", "error"]);

/** Compares by check and resource: a resource that is renamed is another one. */
export function compare(base: Pick<Baseline, "findings">, head: Pick<Baseline, "findings">): Comparison {
  const before = new Map(base.findings.map((finding) => [keyOf(finding), finding]));
  const after = new Set(head.findings.map(keyOf));
  // What made no finding had passed, or was not there.
  const was = (finding: Known): Known["status"] | "none" => before.get(keyOf(finding))?.status ?? "none";
  const failed = (status: Known["status"] | "none"): boolean => status !== "none" && isFailure({ status });
  const blind = new Set(head.findings.filter(({ status, urn }) => unjudged.has(status) && isWhole(urn)).map(({ check }) => check));
  const known = (status: Known["status"] | "none"): boolean => status === "none" || !unjudged.has(status);
  return {
    added: head.findings.filter((finding) => isFailure(finding) && !failed(was(finding))),
    fixed: base.findings.filter((finding) => isFailure(finding) && !after.has(keyOf(finding)) && !blind.has(finding.check)),
    waived: head.findings.filter((finding) => finding.status === "waived" && was(finding) !== "waived"),
    lost: head.findings.filter((finding) => unjudged.has(finding.status) && known(was(finding))),
  };
}

/** Whether a finding is about a stack or a cluster as a whole. */
const isWhole = (urn: string): boolean => typeOf(urn) === "pulumi:pulumi:Stack";

/** What may not go in: mandatory failures that were none. */
export const forbidden = ({ added }: Comparison): readonly Known[] => added.filter(({ level }) => level === "mandatory");
