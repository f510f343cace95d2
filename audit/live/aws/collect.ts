import type { Answer, Failure } from "../../evidence/model";
import { ask, type Send } from "./ask";
import { type AwsCall, type Exchange, type Input, awsType, callId } from "./call";
import { calls } from "./calls";
import { redactAws } from "./redact";
import { actionsOf } from "./rights";

export interface AwsCollection {
  readonly send: Send;
  readonly account: string;
  readonly now: () => string;
  /** Requests at a time. */
  readonly atOnce: number;
  readonly progress: (done: number, all: number, what: string) => void;
}

/** Calls in the order of what they need of each other: each level needs only earlier ones. */
export function levels(all: readonly AwsCall[]): readonly (readonly AwsCall[])[] {
  const depth = (call: AwsCall): number => {
    const before = all.find((other) => callId(other) === call.each?.of);
    return before === undefined ? 0 : depth(before) + 1;
  };
  const deepest = Math.max(...all.map(depth));
  return Array.from({ length: deepest + 1 }, (_, level) => all.filter((call) => depth(call) === level));
}

/** Reads all that the audit asks of an account, redacted; sorted by the call's id. What cannot be read is an answer too. */
export async function collectAccount(collection: AwsCollection): Promise<readonly Answer[]> {
  const limit = limited(collection.atOnce);
  const results = new Map<string, Result>();
  let begun = 0;
  for (const level of levels(calls))
    await Promise.all(
      level.map(async (call) => {
        const read = reader(
          call,
          (work) =>
            limit(() => {
              collection.progress(Math.min(begun, calls.length - 1), calls.length, `${call.service} ${call.operation}`);
              return work();
            }),
          collection.send,
        );
        results.set(callId(call), await resultOf(call, results, read, collection));
        begun += 1;
      }),
    );
  return [...results.values()].map(({ answer }) => answer).sort((a, b) => (a.call.id < b.call.id ? -1 : 1));
}

/** An answer, and what came back before it was redacted: later calls ask about what is named there. */
interface Result {
  readonly answer: Answer;
  readonly raw: readonly Exchange[];
}

type Read = (input: Input) => ReturnType<typeof ask>;

async function resultOf(call: AwsCall, results: ReadonlyMap<string, Result>, read: Read, { account, now }: AwsCollection): Promise<Result> {
  const about = { id: `aws/${callId(call)}`, request: actionsOf(call).join(", "), type: awsType(call) };
  const lost = (failure: Failure): Result => ({ answer: { call: about, time: now(), failure }, raw: [] });
  const before = call.each === undefined ? undefined : results.get(call.each.of);
  if (before !== undefined && "failure" in before.answer) {
    const { request } = before.answer.call;
    return lost({ ...before.answer.failure, message: `it needs ${request}: ${before.answer.failure.message}` });
  }
  const asked = await allOf(inputsOf(call, before?.raw ?? [], account), read);
  if ("failure" in asked) return lost(asked.failure);
  return { answer: { call: about, time: now(), items: asked.exchanges.map(redactAws) }, raw: asked.exchanges };
}

/** Asks about one subject after the other; after one failure nothing more is asked. */
function reader(call: AwsCall, limit: <T>(work: () => Promise<T>) => Promise<T>, send: Send): Read {
  let failure: { readonly failure: Failure } | undefined;
  return (input) =>
    limit(async () => {
      if (failure !== undefined) return failure;
      const asked = await ask(call, input, send);
      if ("failure" in asked) failure = asked;
      return asked;
    });
}

/** All answers in the order of the inputs, or the first failure. */
async function allOf(inputs: readonly Input[], read: Read): ReturnType<Read> {
  const answers = await Promise.all(inputs.map(read));
  const failure = answers.find((answer) => "failure" in answer);
  return failure ?? { exchanges: answers.flatMap((answer) => ("exchanges" in answer ? answer.exchanges : [])) };
}

function inputsOf(call: AwsCall, before: readonly Exchange[], account: string): readonly Input[] {
  const base = call.service === "s3control" ? { ...call.input, AccountId: account } : (call.input ?? {});
  return call.each === undefined ? [base] : call.each.inputs(before).map((input) => ({ ...base, ...input }));
}

/** Runs so many at a time; the others wait in line, and who ends hands on the place. */
function limited(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (work) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
