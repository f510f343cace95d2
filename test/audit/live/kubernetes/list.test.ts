import assert from "node:assert/strict";
import { type Listing, type Response, list } from "../../../../audit/live/kubernetes/list";

type Step = Response | Error;

const page = (items: unknown, metadata: object = {}): Response => ({
  status: 200,
  text: JSON.stringify({ kind: "PodList", items, metadata }),
});
const answer = (status: number, retryAfter?: number): Response => ({
  status,
  text: "no",
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const coded = (code: string): Error => Object.assign(new Error("sock"), { code });
const late = Object.assign(new Error("late"), { name: "TimeoutError" });

/** A server that answers with these steps, one after the other, the last one for ever; and what it was asked, and how long was waited. */
async function listed(
  ...steps: readonly Step[]
): Promise<{ readonly listing: Listing; readonly asked: readonly string[]; readonly waits: readonly number[] }> {
  const asked: string[] = [];
  const waits: number[] = [];
  const get = (path: string): Promise<Response> => {
    const step = steps[Math.min(asked.length, steps.length - 1)] ?? answer(500);
    asked.push(path);
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  };
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { listing: await list("/api/v1/pods", get, { attempts: 3, sleep }), asked, waits };
}

const failureOf = (listing: Listing): string => ("failure" in listing ? listing.failure.kind : `${String(listing.items.length)} items`);

describe("a list of the API server", () => {
  it("is read page by page", async () => {
    const { listing, asked } = await listed(page([{ a: 1 }], { continue: "to+ken" }), page([{ b: 2 }]));
    assert.deepEqual(listing, { items: [{ a: 1 }, { b: 2 }] });
    assert.deepEqual(asked, ["/api/v1/pods?limit=500", "/api/v1/pods?limit=500&continue=to%2Bken"]);
  });

  const never: readonly (readonly [it: string, kind: string, steps: readonly Step[]])[] = [
    ["the caller may not read", "denied", [answer(403)]],
    ["the credentials have expired", "denied", [answer(401)]],
    ["the kind is not defined", "missing", [answer(404)]],
    ["the server throttles to the end", "throttled", [answer(429)]],
    ["the server fails to the end", "refused", [answer(503)]],
    ["nobody answers in time", "timeout", [late]],
    ["nobody is there", "unreachable", [coded("ECONNREFUSED")]],
    ["the second page is refused", "truncated", [page([{}], { continue: "2" }), answer(500)]],
    ["the second page is too late for its token", "truncated", [page([{}], { continue: "2" }), answer(410)]],
    ["the connection ends in the second page", "truncated", [page([{}], { continue: "2" }), coded("ECONNRESET")]],
    ["more is left and no way leads to it", "truncated", [page([{}], { remainingItemCount: 7 })]],
    ["the answer is a page for people", "malformed", [{ status: 200, text: "<html>" }]],
    ["the answer is another object", "malformed", [{ status: 200, text: '{"kind":"Status"}' }]],
    ["the items are no objects", "malformed", [page(["pod"])]],
    ["the items are no list", "malformed", [page({ pod: {} })]],
    ["the answer is cut in the middle", "malformed", [{ status: 200, text: '{"kind":"PodList","items":[{' }]],
  ];
  for (const [sentence, kind, steps] of never)
    it(`is no list at all when ${sentence}: ${kind}`, async () => {
      const { listing } = await listed(...steps);
      assert.equal(failureOf(listing), kind);
      assert.ok("failure" in listing && /; |, or | to /.test(listing.failure.message), "says what to do");
    });

  it("is asked for again after a throttle, as long as the server says, and after a lost connection", async () => {
    const { listing, waits } = await listed(answer(429, 3), coded("ECONNRESET"), page([{}]));
    assert.equal(failureOf(listing), "1 items");
    assert.deepEqual(waits, [3000, 400]);
  });

  it("is not asked for again when the answer would be the same", async () => {
    assert.equal((await listed(answer(403))).asked.length, 1);
  });

  it("may be empty, also as some servers write it", async () => {
    assert.deepEqual((await listed(page([]))).listing, { items: [] });
    assert.deepEqual((await listed(page(null))).listing, { items: [] });
  });
});
