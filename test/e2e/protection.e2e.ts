import assert from "node:assert/strict";
import type { EngineRun } from "./harness";
import { nameOf, resourcesOf } from "./state";
import { said, withinFinished } from "./support";

describe("the protection of production", () => {
  it("prod refuses to be destroyed for its keys, its logs, their archive and its cluster, each of them, and for nothing else", async () => {
    await withinFinished({ stack: "prod", policies: false }, async (workspace) => {
      const protectedOnes = (await resourcesOf(workspace)).filter(({ protect }) => protect === true).map(({ urn }) => urn);
      assert.deepEqual(protectedOnes.map(nameOf).sort(), expectedProtected);
      const named = new Set<string>();
      // What depends on a refused resource is not tried any more; so each round names some, until nothing is left that could be.
      for (let destroyed = await workspace.destroy(); destroyed.code !== 0; destroyed = await workspace.destroy()) {
        const refused = refusedUrns(destroyed).filter((urn) => !named.has(urn));
        assert.ok(refused.length > 0, said(destroyed));
        const kept = (await resourcesOf(workspace)).map(({ urn }) => urn);
        assert.deepEqual(
          protectedOnes.filter((urn) => !named.has(urn) && !kept.includes(urn)),
          [],
        );
        await workspace.unprotect(refused);
        for (const urn of refused) named.add(urn);
      }
      assert.deepEqual([...named].map(nameOf).sort(), expectedProtected);
      assert.deepEqual(await resourcesOf(workspace), []);
    });
  });
});

const expectedProtected = [
  "platform-cluster-control-plane",
  "platform-cluster-control-plane-eksCluster",
  "platform-cluster-control-plane-logs",
  "platform-ingress-logs",
  "platform-log-archive-access",
  "platform-log-archive-bucket",
  ...["alerts", "backups", "copies", "credentials", "logs", "secrets", "volumes"].map((purpose) => `platform-encryption-${purpose}`),
  "platform-velero-copies",
  "platform-velero-live",
].sort();

/** Which resources the engine named in the errors by which it refused to delete them. */
function refusedUrns({ events }: EngineRun): string[] {
  const errors = events.flatMap(({ diagnosticEvent: told }) => (told?.severity === "error" ? [told.message] : []));
  return [
    ...new Set(errors.filter((message) => message.includes("protect")).flatMap((message) => message.match(/urn:pulumi:[^\s"'`<]+/g) ?? [])),
  ];
}
