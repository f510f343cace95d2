/** What an audit read, as it is kept: one answer for each question, good or not. */

/** Why a question has no answer. Whatever it is, nothing that depends on the answer can pass. */
export type FailureKind =
  /** The caller may not ask. */
  | "denied"
  /** The system does not know the kind: its definition is not installed. */
  | "missing"
  /** Asked too often, to the last attempt. */
  | "throttled"
  /** No answer within the time limit. */
  | "timeout"
  /** No connection, or one that ended. */
  | "unreachable"
  /** A part of the list is lost. */
  | "truncated"
  /** An answer that is not what the interface promises. */
  | "malformed"
  /** Any other error of the system. */
  | "refused";

export interface Failure {
  readonly kind: FailureKind;
  /** One sentence: what happened and what to do. Never a value from the system. */
  readonly message: string;
}

/** One question to a live system. */
export interface Call {
  /** File of the answer, without its ending: `kubernetes/pods`. */
  readonly id: string;
  /** As it was asked: `GET /api/v1/pods`. */
  readonly request: string;
  /** Type token of what is listed. */
  readonly type: string;
}

export type Answer = {
  readonly call: Call;
  /** When it was complete, ISO 8601, UTC. */
  readonly time: string;
} & ({ readonly items: readonly object[] } | { readonly failure: Failure });

/** What an audit can read. */
export const parts = ["cluster", "account"] as const;
export type Part = (typeof parts)[number];

/** What was audited, when and with what. */
export interface About {
  readonly tool: { readonly name: string; readonly version: string };
  readonly stack: string;
  /** Of the stack file: the account and region that the stack belongs to. */
  readonly account?: string;
  readonly region?: string;
  /** What was read; of the rest nothing is known. */
  readonly read: readonly Part[];
  /** Undefined where only the account was read. */
  readonly cluster?: { readonly server: string; readonly version: string };
  /** Start of the collection, ISO 8601, UTC. */
  readonly time: string;
}

export interface Evidence {
  readonly about: About;
  /** Sorted by the call's id. */
  readonly answers: readonly Answer[];
}

/** Items of an answer; none of a failure. */
export const itemsOf = (answer: Answer): readonly object[] => ("items" in answer ? answer.items : []);
