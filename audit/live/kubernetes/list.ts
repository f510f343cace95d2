import type { Failure, FailureKind } from "../../evidence/model";

/** What the API server said, or that it said nothing. */
export interface Response {
  readonly status: number;
  readonly text: string;
  /** Seconds, of the header Retry-After. */
  readonly retryAfter?: number;
}

/** Sends one request with an object. Rejects as a Get does. */
export type Post = (path: string, body: object) => Promise<Response>;

/** Sends one GET. Rejects when there is no answer: with the name TimeoutError after the time limit, else with the system's code. */
export type Get = (path: string) => Promise<Response>;

export interface Patience {
  /** Attempts for each page. */
  readonly attempts: number;
  /** Waits; a test does not. */
  readonly sleep: (ms: number) => Promise<void>;
}

export type Listing = { readonly items: readonly object[] } | { readonly failure: Failure };

const pageSize = 500;

/** All objects under a path, page by page. A list that lost a page is a failure as a whole: half of a list would pass too much. */
export async function list(path: string, get: Get, patience: Patience): Promise<Listing> {
  const items: object[] = [];
  let next = "";
  do {
    const query = new URLSearchParams({ limit: String(pageSize), ...(next === "" ? {} : { continue: next }) }).toString();
    const answer = await asked(`${path}?${query}`, get, patience);
    if ("failure" in answer)
      return items.length === 0
        ? answer
        : failed("truncated", `a later page of the list is lost (${answer.failure.kind}); run the audit again`);
    const page = pageOf(answer.text);
    if (page === undefined) return failed("malformed", "the answer is no list; ask whoever runs the API server what stands in front of it");
    items.push(...page.items);
    if (page.next === "" && page.left > 0)
      return failed("truncated", "the server says that there is more and not how to get it; run the audit again");
    next = page.next;
  } while (next !== "");
  return { items };
}

const failed = (kind: FailureKind, message: string): { readonly failure: Failure } => ({ failure: { kind, message } });

async function asked(
  path: string,
  get: Get,
  { attempts, sleep }: Patience,
): Promise<{ readonly text: string } | { readonly failure: Failure }> {
  let last: Failure = { kind: "unreachable", message: "nothing was asked" };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    let pause = 200 * 2 ** (attempt - 1);
    try {
      const { status, text, retryAfter } = await get(path);
      if (status === 200) return { text };
      last = failureOf(status);
      if (status !== 429 && status < 500) return { failure: last };
      pause = Math.min(Math.max(pause, (retryAfter ?? 0) * 1000), 10_000);
    } catch (error) {
      last = unanswered(error);
    }
    if (attempt < attempts) await sleep(pause);
  }
  return { failure: last };
}

function failureOf(status: number): Failure {
  if (status === 401) return { kind: "denied", message: "the credentials are not accepted; sign in again" };
  if (status === 403)
    return { kind: "denied", message: "reading is not allowed; bind the reader's ClusterRole (compliant-eks audit --rights cluster)" };
  if (status === 404) return { kind: "missing", message: "the cluster does not know this kind; install what defines it" };
  if (status === 410) return { kind: "truncated", message: "the list changed while it was read; run the audit again" };
  if (status === 429) return { kind: "throttled", message: "the API server asks for fewer requests; run the audit again later" };
  return { kind: "refused", message: `the API server answered ${String(status)}; see its log` };
}

function unanswered(error: unknown): Failure {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  return timedOut
    ? { kind: "timeout", message: "no answer within the time limit; run the audit again, or raise --timeout" }
    : { kind: "unreachable", message: `the connection failed (${codeOf(error)}); check network and server` };
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "no code";

interface Page {
  readonly items: readonly object[];
  readonly next: string;
  readonly left: number;
}

function pageOf(text: string): Page | undefined {
  const answer = parsed(text);
  if (typeof answer !== "object" || answer === null || !("items" in answer)) return undefined;
  const { items, metadata } = answer as { items: unknown; metadata?: { continue?: unknown; remainingItemCount?: unknown } };
  // Some servers write an empty list as null.
  const all = items === null ? [] : items;
  if (!Array.isArray(all) || !all.every((item): item is object => typeof item === "object" && item !== null)) return undefined;
  const next = metadata?.continue;
  const left = metadata?.remainingItemCount;
  return { items: all, next: typeof next === "string" ? next : "", left: typeof left === "number" ? left : 0 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
