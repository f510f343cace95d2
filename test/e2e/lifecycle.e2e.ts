import assert from "node:assert/strict";
import { type Call, type EngineRun, type Workspace } from "./harness";
import { finished, said, stacks, withinFinished } from "./support";

const name = (urn: string): string => urn.split("::").at(-1) ?? "";

interface State {
  readonly deployment: {
    readonly resources?: readonly { readonly urn: string; readonly protect?: boolean; readonly dependencies?: readonly string[] }[];
  };
}

const resources = async (workspace: Workspace) => ((await workspace.exportState()) as State).deployment.resources ?? [];

describe("the life of a stack", () => {
  for (const stack of stacks) {
    it(`${stack} comes up from nothing, and neither a second update nor a refresh changes anything`, async () => {
      const { run: first } = await finished(stack);
      assert.deepEqual(Object.keys(first.summary), ["create"]);
      await withinFinished({ stack }, async (workspace) => {
        const second = await workspace.up();
        assert.equal(second.code, 0, said(second));
        assert.deepEqual(second.summary, { same: first.summary["create"] });
        const refreshed = await workspace.refresh();
        assert.equal(refreshed.code, 0, said(refreshed));
        assert.deepEqual(Object.keys(refreshed.summary), ["same"]);
      });
    });
  }

  for (const stack of ["dev", "staging"]) {
    it(`${stack} is destroyed without a rest, and nothing before what depends on it`, async () => {
      await withinFinished({ stack, policies: false }, async (workspace) => {
        const before = await resources(workspace);
        const destroyed = await workspace.destroy();
        assert.equal(destroyed.code, 0, said(destroyed));
        assert.deepEqual(await resources(workspace), []);
        assertReverse(workspace.calls(), before);
      });
    });
  }

  it("prod refuses to be destroyed for its keys, its logs, their archive and its cluster, each of them, and for nothing else", async () => {
    await withinFinished({ stack: "prod", policies: false }, async (workspace) => {
      const protectedOnes = (await resources(workspace)).filter(({ protect }) => protect === true).map(({ urn }) => urn);
      assert.deepEqual(protectedOnes.map(name).sort(), expectedProtected);
      const named = new Set<string>();
      // What depends on a refused resource is not tried any more; so each round names some, until nothing is left that could be.
      for (let destroyed = await workspace.destroy(); destroyed.code !== 0; destroyed = await workspace.destroy()) {
        const refused = refusedUrns(destroyed).filter((urn) => !named.has(urn));
        assert.ok(refused.length > 0, said(destroyed));
        const kept = (await resources(workspace)).map(({ urn }) => urn);
        assert.deepEqual(
          protectedOnes.filter((urn) => !named.has(urn) && !kept.includes(urn)),
          [],
        );
        await workspace.unprotect(refused);
        for (const urn of refused) named.add(urn);
      }
      assert.deepEqual([...named].map(name).sort(), expectedProtected);
      assert.deepEqual(await resources(workspace), []);
    });
  });

  it("prod is destroyed without a rest after the documented step that unprotects it", async () => {
    await withinFinished({ stack: "prod", policies: false }, async (workspace) => {
      await workspace.unprotectAll();
      const destroyed = await workspace.destroy();
      assert.equal(destroyed.code, 0, said(destroyed));
      assert.deepEqual(await resources(workspace), []);
    });
  });
});

const expectedProtected = [
  "platform-cluster-control-plane",
  "platform-cluster-control-plane-eksCluster",
  "platform-cluster-control-plane-logs",
  "platform-log-archive-access",
  "platform-log-archive-bucket",
  ...["alerts", "backups", "logs", "secrets", "volumes"].map((purpose) => `platform-encryption-${purpose}`),
].sort();

/** Which resources the engine named in the errors by which it refused to delete them. */
function refusedUrns({ events }: EngineRun): string[] {
  const errors = events.flatMap(({ diagnosticEvent: told }) => (told?.severity === "error" ? [told.message] : []));
  return [
    ...new Set(errors.filter((message) => message.includes("protect")).flatMap((message) => message.match(/urn:pulumi:[^\s"'`<]+/g) ?? [])),
  ];
}

const deletions = (calls: readonly Call[]): string[] => calls.filter(({ call }) => call === "delete").map(({ urn }) => urn);

/** Every resource is deleted before those that it was made from. */
function assertReverse(calls: readonly Call[], made: Awaited<ReturnType<typeof resources>>): void {
  const deleted = deletions(calls);
  const place = new Map(deleted.map((urn, index) => [urn, index]));
  const early = made.flatMap(({ urn, dependencies = [] }) =>
    dependencies
      .filter((source) => (place.get(source) ?? Infinity) < (place.get(urn) ?? -1))
      .map((source) => `${name(source)} before ${name(urn)}`),
  );
  assert.deepEqual(early, []);
  assert.ok(deleted.length > 90, String(deleted.length));
}
