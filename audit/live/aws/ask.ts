import type { Failure } from "../../evidence/model";
import { type AwsCall, type Exchange, type Input, type Output } from "./call";
import { errorName, failureOf } from "./failure";

/** Sends one request and gives every page of the answer. Rejects with the SDK's error. */
export type Send = (call: AwsCall, input: Input) => AsyncIterable<Output>;

type Asked = { readonly exchanges: readonly Exchange[] } | { readonly failure: Failure };

/**
 * One call for one subject, all pages. An answer that lost a page is a failure as a whole: half of a list would pass too much. An error that means
 * "not set" is an exchange without output.
 */
export async function ask(call: AwsCall, input: Input, send: Send): Promise<Asked> {
  const exchanges: Exchange[] = [];
  try {
    for await (const output of send(call, input)) {
      if (call.lists?.some((member) => !Array.isArray(output[member])) === true)
        return failed("malformed", "the answer lacks its list; look what stands between this machine and AWS");
      exchanges.push({ input, output });
    }
  } catch (error) {
    if (exchanges.length > 0) {
      const { kind } = failureOf(error);
      return failed("truncated", `a later page of the answer is lost (${kind}); run the audit again`);
    }
    if (call.absent?.includes(errorName(error)) === true) return { exchanges: [{ input, output: null }] };
    return { failure: failureOf(error) };
  }
  return exchanges.length > 0 ? { exchanges } : failed("malformed", "AWS gave no answer at all; run the audit again");
}

const failed = (kind: Failure["kind"], message: string): Asked => ({ failure: { kind, message } });
