/** What a check says of one resource. A value that cannot be evaluated is never a pass. */
export type Verdict =
  | { readonly status: "pass" }
  | { readonly status: "fail"; readonly message: string }
  | { readonly status: "deferred"; readonly message: string }
  | { readonly status: "not-evaluated"; readonly message: string }
  | { readonly status: "left-to-people"; readonly message: string; readonly owner: string }
  | { readonly status: "not-applicable" };

export const pass: Verdict = { status: "pass" };
export const notApplicable: Verdict = { status: "not-applicable" };
/** `message` says what is wrong and then what to write; it never holds a property's value, because values may be secret. */
export const fail = (message: string): Verdict => ({ status: "fail", message });
/** For a value that is not known before the update. */
export const deferred = (path: string): Verdict => ({ status: "deferred", message: `${path} is not known before the update` });
export const notEvaluated = (reason: string): Verdict => ({ status: "not-evaluated", message: reason });
export const leftToPeople = (owner: string, message: string): Verdict => ({ status: "left-to-people", owner, message });

const order: readonly Verdict["status"][] = ["fail", "deferred", "not-evaluated", "left-to-people", "pass", "not-applicable"];

/** The worst of several verdicts; nothing at all is not applicable. The messages of several failures are joined. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const status = order.find((candidate) => verdicts.some((verdict) => verdict.status === candidate));
  if (status === undefined) return notApplicable;
  const same = verdicts.filter((verdict) => verdict.status === status);
  const first = same[0] ?? notApplicable;
  if (first.status === "pass" || first.status === "not-applicable" || first.status === "left-to-people") return first;
  return { status: first.status, message: [...new Set(same.map((verdict) => ("message" in verdict ? verdict.message : "")))].join("; ") };
}

/** All must hold. */
export const all = (...verdicts: readonly Verdict[]): Verdict => worst(verdicts);

/** Passes when one of them does, else fails with the message. One that is not known or not seen may be the one. */
export function anyOf(verdicts: readonly Verdict[], otherwise: string): Verdict {
  if (verdicts.some(({ status }) => status === "pass")) return pass;
  const undecided = verdicts.filter(({ status }) => status === "deferred" || status === "not-evaluated");
  return undecided.length > 0 ? worst(undecided) : fail(otherwise);
}

/** Passes when the condition holds, else fails with the message. */
export const demand = (condition: boolean, message: string): Verdict => (condition ? pass : fail(message));
