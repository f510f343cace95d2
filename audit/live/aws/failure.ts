import type { Failure } from "../../evidence/model";

interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: { readonly throttling?: boolean };
}

const denied = /AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError|OptInRequired/;
const signedOut =
  /ExpiredToken|RequestExpired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AuthFailure|InvalidToken|TokenRefreshRequired|CredentialsProvider/;
const clock = /SignatureDoesNotMatch|RequestTimeTooSkewed|InvalidSignature/;
const throttled = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded/;
const late = /Timeout|AbortError/;

/** What an error of the SDK means. Its own message is not repeated: it may quote a value. */
export function failureOf(error: unknown): Failure {
  const { code, $metadata: { httpStatusCode: status } = {}, $retryable } = (error ?? {}) as SdkError;
  const what = errorName(error) || "Error";
  if (throttled.test(what) || $retryable?.throttling === true || status === 429)
    return { kind: "throttled", message: "AWS asks for fewer requests; run the audit again later" };
  if (signedOut.test(what)) return { kind: "denied", message: "AWS does not accept the credentials any more; sign in again" };
  if (clock.test(what)) return { kind: "denied", message: "AWS does not accept the signature; set the clock of this machine right" };
  if (denied.test(what) || status === 403)
    return {
      kind: "denied",
      message: "the caller may not ask this; give it the audit's policy (compliant-eks audit --rights account)",
    };
  if (late.test(what)) return { kind: "timeout", message: "no answer within the time limit; run the audit again, or raise --timeout" };
  if (error instanceof SyntaxError || what === "SyntaxError" || status === 200)
    return { kind: "malformed", message: "the answer is none of AWS; look what stands between this machine and AWS" };
  if (typeof code === "string" && status === undefined)
    return { kind: "unreachable", message: `the connection failed (${code}); check network, region and endpoint` };
  return { kind: "refused", message: `AWS answered with ${/^\w{1,60}$/.test(what) ? what : "an error"}; see the service's documentation` };
}

export function errorName(error: unknown): string {
  const { name } = (error ?? {}) as SdkError;
  return typeof name === "string" ? name : "";
}
