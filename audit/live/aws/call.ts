import type { ServiceId } from "./services";

/** Input of one request: what the SDK's command takes. */
export type Input = Readonly<Record<string, unknown>>;

/** An output of the SDK's command, without what the SDK adds. */
export type Output = Readonly<Record<string, unknown>>;

/** One request and what came back; an output for each page. */
export interface Exchange {
  readonly input: Input;
  /** Null where the service answers that the thing is not set. */
  readonly output: Output | null;
}

/** A read-only operation that the audit calls. */
export interface AwsCall {
  readonly service: ServiceId;
  /** As the SDK names it: `DescribeSubnets`. */
  readonly operation: string;
  /** Members of the output that must be lists: an answer without one is malformed. */
  readonly lists?: readonly string[];
  readonly input?: Input;
  /** Asked once for each subject that the answers to an earlier call name. */
  readonly each?: {
    /** Id of the earlier call. */
    readonly of: string;
    readonly inputs: (exchanges: readonly Exchange[]) => readonly Input[];
  };
  /** Names of errors that say that the thing is not set. */
  readonly absent?: readonly string[];
  /** IAM actions, where they are not `<prefix of the service>:<operation>`. */
  readonly actions?: readonly string[];
}

export const callId = ({ service, operation }: AwsCall): string => `${service}.${operation}`;

/** Marks an answer of AWS in evidence; checks never ask for it by this name. */
export const awsType = (call: AwsCall | string): string => `aws-api:${typeof call === "string" ? call : callId(call)}`;

/** The objects of a list in the outputs of a call, of all pages. */
export function listed(exchanges: readonly Exchange[], member: string): readonly Output[] {
  return exchanges.flatMap(({ output }) => (output?.[member] ?? []) as readonly Output[]);
}

/** As `listed`, for lists of names. */
export function names(exchanges: readonly Exchange[], member: string): readonly string[] {
  return exchanges.flatMap(({ output }) => (output?.[member] ?? []) as readonly string[]);
}
