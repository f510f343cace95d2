import assert from "node:assert/strict";
import { type EngineRun, Workspace } from "./harness";
import { bothFindings, foundByPack, foundOffline, unableToRun } from "./parity/findings";
import { type OfflinePlan, bothPlans, plannedByEngine, planOffline } from "./parity/workspace-plan";

const bootstrap = "bootstrapClusterCreatorAdminPermissions";

for (const stack of ["dev", "staging", "prod", "prod-za"]) {
  describe(`parity of the stack ${stack}`, () => {
    let workspace: Workspace;
    let run: EngineRun;
    let offline: OfflinePlan;
    before(async () => {
      workspace = await Workspace.create({ stack });
      run = await workspace.preview({ json: true });
      offline = await planOffline(workspace, stack);
    });
    after(() => workspace.dispose());

    it("the offline engine plans what the real one does", () => {
      const plans = bothPlans(run, offline);
      assert.deepEqual(plans.offline, plans.engine);
      assert.ok(plans.engine.length > 100, String(plans.engine.length));
    });

    it("pack and offline judge find nothing in a first preview, and every policy could run", () => {
      const nothing = { failed: [], deferred: false };
      assert.deepEqual([run.code, bothFindings(run, offline), unableToRun(run)], [0, { pack: nothing, judge: nothing }, []]);
    });

    it("the transform reaches the cluster that the plugin makes: its creator is no administrator", () => {
      const children = plannedByEngine(run).steps.filter(({ newState }) => newState?.type === "aws:eks/cluster:Cluster");
      assert.deepEqual(
        children.map(({ newState }) => newState?.inputs?.["accessConfig"]),
        [{ authenticationMode: "API", [bootstrap]: false }],
      );
    });
  });
}

/** One line of each component weakened; what is unknown in a first preview stays so. */
const edits = [
  { file: "components/encryption/encryption.ts", from: "enableKeyRotation: true", to: "enableKeyRotation: false" },
  { file: "components/network/zones.ts", from: "mapPublicIpOnLaunch: false", to: "mapPublicIpOnLaunch: true" },
  { file: "components/network/flow-log.ts", from: 'trafficType: "ALL"', to: 'trafficType: "REJECT"' },
  {
    file: "components/network/vpc.ts",
    from: "ingress: []",
    to: 'ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]',
  },
  { file: "components/storage/classes.ts", from: 'encrypted: "true"', to: 'encrypted: "false"' },
  {
    file: "components/cluster/launch-template.ts",
    from: 'httpTokens: "required", httpPutResponseHopLimit: 1',
    to: 'httpTokens: "optional", httpPutResponseHopLimit: 2',
  },
  { file: "components/cluster/launch-template.ts", from: 'encrypted: "true", kmsKeyId: args.volumesKeyArn', to: 'encrypted: "true"' },
  { file: "components/cluster/control-plane.ts", from: "enabledClusterLogTypes: logTypes", to: 'enabledClusterLogTypes: ["api"]' },
  {
    file: "components/cluster/control-plane.ts",
    from: "deletionProtection: args.protection.deletionProtection",
    to: "deletionProtection: false",
  },
];

describe("parity of a weakened program", () => {
  it("pack and offline judge find the same, and the plans are still the same", async () => {
    const workspace = await Workspace.create({ stack: "prod", edits });
    try {
      const run = await workspace.preview({ json: true });
      const offline = await planOffline(workspace, "prod");
      const plans = bothPlans(run, offline);
      assert.deepEqual(plans.offline, plans.engine);
      const { pack, judge } = bothFindings(run, offline);
      assert.deepEqual(judge, pack);
      const checks = new Set(judge.failed.map((finding) => finding.split(" ")[0]));
      assert.ok(checks.size >= edits.length, [...checks].join(", "));
      assert.deepEqual([run.code, unableToRun(run)], [1, []]);
    } finally {
      await workspace.dispose();
    }
  });

  it("without the transform the pack finds the creator's rights on the child, which only the real engine sees", async () => {
    const edit = { file: "components/cluster/creator-admin.ts", from: `${bootstrap}: false`, to: `${bootstrap}: true` };
    const workspace = await Workspace.create({ stack: "prod", edits: [edit] });
    try {
      const run = await workspace.preview();
      const child = run.steps.find(({ type }) => type === "aws:eks/cluster:Cluster");
      assert.deepEqual([run.code, foundByPack(run).failed], [1, [`eks-creator-admin-off ${child?.urn ?? ""}`]]);
      assert.deepEqual(foundOffline(await planOffline(workspace, "prod")).failed, []);
    } finally {
      await workspace.dispose();
    }
  });
});
