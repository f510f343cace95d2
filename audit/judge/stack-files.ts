import type { StackFileCheckId } from "../../policies/controls";
import { notEvaluated } from "../../policies/preview/verdict";
import { stackFileChecks } from "../../policies/stack-file";
import type { Stacks } from "../../policies/stack-file/check";
import type { CheckResult } from "./result";

/**
 * Runs the checks on stack files; their results are about the stack, whose URN is given. Without stack files (a file of resources was
 * judged) each says that it was not evaluated.
 */
export function judgeStackFiles(stacks: Stacks | undefined, urn: string): CheckResult[] {
  return (Object.keys(stackFileChecks) as StackFileCheckId[]).map((check) => ({
    check,
    urn,
    ...(stacks === undefined ? elsewhere : stackFileChecks[check](stacks)),
  }));
}

const elsewhere = notEvaluated("about the stack file, which is not part of what was judged");
