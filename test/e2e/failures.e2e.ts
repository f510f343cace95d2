import assert from "node:assert/strict";
import { inParallel } from "./parallel";
import type { Call } from "./harness";
import { finished, said, within } from "./support";

/** Components in the order in which they are made; a layer's calls are those on resources below one of them. */
const layers: readonly (readonly [string, readonly string[]])[] = [
  ["network and encryption", ["Network", "Encryption"]],
  ["cluster", ["Cluster"]],
  ["inside the cluster", ["Storage", "Gatekeeper"]],
];

const below = (urn: string, components: readonly string[]): boolean =>
  components.some((component) => urn.includes(`$compliant-eks:index:${component}$`));

/**
 * First and last call of each layer, or with E2E_FULL=1 every call; counted as the stand-ins count them. The very first call is left out: a
 * failure there leaves nothing, and the next update is a first one.
 */
function points(calls: readonly Call[]): readonly (readonly [what: string, call: number])[] {
  const urns = calls.map(({ urn }) => urn);
  if (process.env["E2E_FULL"] === "1") return urns.map((_, index) => [`call ${String(index + 1)}`, index + 1]);
  return layers.flatMap(([layer, components]) => {
    const own = urns.flatMap((urn, index) => (below(urn, components) ? [index + 1] : []));
    const first = layer === layers[0]?.[0] ? [] : ([[`the first call of ${layer}`, own[0] ?? 0]] as const);
    return [...first, [`the last call of ${layer}`, own.at(-1) ?? 0] as const];
  });
}

describe("a provider that fails in the middle of an update", () => {
  it("leaves a state from which the next update completes, wherever it was", async function () {
    this.timeout(process.env["E2E_FULL"] === "1" ? 0 : 1_200_000);
    const { run, calls } = await finished("dev");
    const complete = run.summary["create"] ?? 0;
    const places = points(calls);
    assert.ok(places.length >= 5 && places.every(([, call]) => call > 0), JSON.stringify(places));
    const failAndGoOn = ([what, call]: readonly [string, number]): Promise<void> =>
      within({ stack: "dev", policies: false }, async (workspace) => {
        const failed = await workspace.up({ failAt: call });
        assert.notEqual(failed.code, 0, what);
        assert.match(failed.stdout + failed.stderr, /told to fail/, what);
        const next = await workspace.up();
        assert.equal(next.code, 0, `${what}: ${said(next)}`);
        assert.equal((next.summary["create"] ?? 0) + (next.summary["same"] ?? 0) + (next.summary["update"] ?? 0), complete, what);
      });
    await inParallel(places, failAndGoOn, 2);
  });
});
