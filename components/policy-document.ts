/** One statement of an IAM, key or endpoint policy, in the order AWS documents its elements. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  /** Absent in a trust policy only. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** Operator -> condition key -> value; all must hold, and any of a list's values will do. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * A policy document as JSON text. It takes plain strings only, so that a document is known while planning and a check can read it.
 */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
