import { type Baseline, type Known, isFailure, keyOf } from "./baseline";

/** What changed between two reports of one program. */
export interface Comparison<F extends Known = Known> {
  /** Failures that were none. */
  readonly added: readonly F[];
  /** Failures that are none any more; waived and unjudged ones are not fixed. */
  readonly fixed: readonly Known[];
  /** Failures for which there is an exception now. */
  readonly waived: readonly F[];
  /** What was judged and cannot be judged any more: unknown, in error or not evaluated. */
  readonly lost: readonly F[];
}

const unjudged: ReadonlySet<Known["status"]> = new Set(["deferred", "not-evaluated", "error"]);

/** Compares by check and resource: a resource that is renamed is another one. */
export function compare<F extends Known>(base: Pick<Baseline, "findings">, head: { readonly findings: readonly F[] }): Comparison<F> {
  const before = new Map(base.findings.map((finding) => [keyOf(finding), finding]));
  const after = new Map(head.findings.map((finding) => [keyOf(finding), finding]));
  const was = (finding: Known): Known | undefined => before.get(keyOf(finding));
  const failedBefore = (finding: Known): boolean => isFailure(was(finding) ?? { status: "deferred" });
  return {
    added: head.findings.filter((finding) => isFailure(finding) && !failedBefore(finding)),
    fixed: base.findings.filter((finding) => isFailure(finding) && !after.has(keyOf(finding))),
    waived: head.findings.filter((finding) => finding.status === "waived" && was(finding)?.status !== "waived"),
    lost: head.findings.filter((finding) => unjudged.has(finding.status) && !unjudged.has(was(finding)?.status ?? "fail")),
  };
}

/** Whether a change may not go in: a mandatory failure that was none. */
export const forbids = ({ added }: Comparison): boolean => added.some(({ level }) => level === "mandatory");
