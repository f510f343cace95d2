import assert from "node:assert/strict";
import { checks } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import { type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform } from "../preview/support";
import { type Diagnostic, PackProcess } from "./pack-process";

const stackFile = { "compliant-eks:platform": JSON.stringify({ environment: "production", frameworks: ["pci-dss"] }) };

const goodCluster: Inputs = {
  name: "shop",
  version: "1.36",
  endpointPrivateAccess: true,
  endpointPublicAccess: false,
  authenticationMode: "API",
  encryptionConfigKeyArn: UNKNOWN,
  enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  upgradePolicy: { supportType: "STANDARD" },
  deletionProtection: true,
  skipDefaultSecurityGroups: true,
};

const key = planned("aws:kms/key:Key", "logs", { enableKeyRotation: true });
const group = planned(
  "aws:cloudwatch/logGroup:LogGroup",
  "control-plane",
  {
    name: "/aws/eks/shop/cluster",
    kmsKeyId: UNKNOWN,
    retentionInDays: 400,
    deletionProtectionEnabled: true,
  },
  { from: { kmsKeyId: [key] } },
);
const cluster = (inputs: Inputs, dependencies: readonly string[] = [group.urn]) =>
  planned("eks:index:Cluster", "shop", { ...goodCluster, ...inputs }, { custom: false, dependencies });

const of = (policy: string, diagnostics: readonly Diagnostic[]) => diagnostics.filter((item) => item.policy === policy);

describe("the pack in the engine's hands", () => {
  let pack: PackProcess;
  before(async () => {
    pack = await PackProcess.start(stackFile);
  });
  after(() => pack.stop());
  afterEach(() => pack.configure({}));

  it("has one policy per check, named by its id, with what the catalogue says of it", async () => {
    const policies = new Map((await pack.info()).getPoliciesList().map((policy) => [policy.getName(), policy]));
    assert.deepEqual(
      Object.keys(previewChecks).filter((id) => !policies.has(id)),
      [],
    );
    const one = policies.get("eks-endpoint-not-open-to-internet")?.toObject();
    const { title, remedy } = checks["eks-endpoint-not-open-to-internet"];
    assert.deepEqual([one?.description, one?.remediationSteps, one?.enforcementlevel], [title, remedy, 1]);
    assert.ok(one?.tagsList.includes("pci-dss:1.3.1"));
  });

  it("says where, what is wrong, what to write and which clauses of the chosen frameworks are touched", async () => {
    const found = await pack.judge([cluster({ endpointPublicAccess: true })]);
    assert.deepEqual(of("eks-endpoint-not-open-to-internet", found), [
      {
        policy: "eks-endpoint-not-open-to-internet",
        level: "mandatory",
        urn: cluster({}).urn,
        message:
          "The cluster's API is closed to the internet, or open to approved networks only\n" +
          "the API endpoint is open to the internet; set endpointPublicAccess to false, or list approved ranges in publicAccessCidrs " +
          "[pci-dss:1.3.1, pci-dss:1.4.2, pci-dss:1.4.4, pci-dss:2.2.7]",
      },
    ]);
  });

  it("sees at the end what a component was given, and which key an unknown one is", async () => {
    const found = await pack.judge([key, group, cluster({})]);
    assert.deepEqual([...of("eks-log-group-made-first", found), ...of("log-group-encrypted-with-cmk", found)], []);
    const late = await pack.judge([key, group, cluster({}, [])]);
    assert.deepEqual(
      of("eks-log-group-made-first", late).map(({ urn }) => urn),
      [cluster({}).urn],
    );
    const foreign = await pack.judge([key, { ...group, propertyDependencies: {} }]);
    assert.deepEqual(of("log-group-encrypted-with-cmk", foreign), []);
    assert.equal(of("deferred-until-update", foreign).length, 1);
  });

  it("judges every resource with every leaf unknown, without a word that it cannot run", async () => {
    const unknown = (inputs: Inputs): Inputs => Object.fromEntries(Object.keys(inputs).map((name) => [name, UNKNOWN]));
    const found = await pack.judge([
      platform,
      key,
      planned("eks:index:Cluster", "shop", unknown(goodCluster), { custom: false }),
      planned("aws:cloudwatch/logGroup:LogGroup", "control-plane", unknown(group.inputs)),
      planned("aws:iam/role:Role", "role", { assumeRolePolicy: UNKNOWN }),
      planned("aws:ec2/launchTemplate:LaunchTemplate", "nodes", {
        metadataOptions: UNKNOWN,
        blockDeviceMappings: [UNKNOWN, { ebs: UNKNOWN }],
      }),
    ]);
    assert.deepEqual(
      found.filter(({ message }) => /can't run policy|itself broke/.test(message)),
      [],
    );
    const [line] = of("deferred-until-update", found);
    assert.ok(line);
    assert.equal(line.level, "advisory");
    assert.match(
      line.message,
      /^Some checks must wait for the update\nnot known before the update, \d+ results on 4 resources: .*eks-authentication-mode-api/,
    );
  });

  it("reads secrets and repeats none", async () => {
    const template = planned("aws:ec2/launchTemplate:LaunchTemplate", "nodes", {
      metadataOptions: { httpTokens: new Secret("optional"), httpPutResponseHopLimit: new Secret(2) },
      userData: new Secret(Buffer.from("echo zq9-planted > /etc/chrony.conf").toString("base64")),
    });
    const found = await pack.judge([template]);
    assert.equal(of("node-metadata-token-required", found).length, 1);
    assert.equal(of("node-user-data-keeps-time-servers", found).length, 1);
    assert.ok(!JSON.stringify(found).includes("zq9-planted"));
  });

  it("asks for the presence of things only in a program that contains Platform", async () => {
    const missing = (found: readonly Diagnostic[]) => of("eks-cluster-present", found).map(({ urn }) => urn);
    assert.deepEqual(missing(await pack.judge([key])), []);
    assert.deepEqual(missing(await pack.judge([key, platform])), [platform.urn]);
  });

  it("takes level and parameters of a check from --policy-pack-config", async () => {
    await pack.configure({
      "eks-authentication-mode-api": { level: "advisory" },
      "eks-endpoint-not-open-to-internet": { level: "disabled" },
      "log-group-retention-sufficient": { level: "mandatory", properties: { "log.retention.days": 90 } },
    });
    const found = await pack.judge([
      cluster({ authenticationMode: "CONFIG_MAP", endpointPublicAccess: true }),
      { ...group, inputs: { ...group.inputs, retentionInDays: 90 } },
    ]);
    assert.deepEqual(
      of("eks-authentication-mode-api", found).map(({ level }) => level),
      ["advisory"],
    );
    assert.deepEqual([...of("eks-endpoint-not-open-to-internet", found), ...of("log-group-retention-sufficient", found)], []);
  });

  it("says so when the policy that records resources is disabled", async () => {
    await pack.configure({ "planned-resources-recorded": { level: "disabled" } });
    const fresh = await PackProcess.start(stackFile);
    try {
      await fresh.configure({ "planned-resources-recorded": { level: "disabled" } });
      const [line] = of("log-group-encrypted-with-cmk", await fresh.judge([group]));
      assert.match(line?.message ?? "", /planned-resources-recorded keeps, which is disabled/);
    } finally {
      await fresh.stop();
    }
  });
});

describe("the pack with waivers", () => {
  const waiver = { owner: "Platform", approver: "CISO", reason: "migration", ticket: "SEC-1", expires: "2099-01-31" };
  const judge = async (waivers: readonly object[]): Promise<readonly Diagnostic[]> => {
    const pack = await PackProcess.start({
      "compliant-eks:platform": JSON.stringify({ environment: "production", frameworks: ["pci-dss"], waivers }),
    });
    try {
      return await pack.judge([platform, cluster({ authenticationMode: "CONFIG_MAP" })]);
    } finally {
      await pack.stop();
    }
  };

  it("turns a waived finding into an advisory line", async () => {
    const found = await judge([{ ...waiver, check: "eks-authentication-mode-api", resource: "*::shop" }]);
    assert.deepEqual(of("eks-authentication-mode-api", found), []);
    assert.deepEqual(of("waived", found), [
      {
        policy: "waived",
        level: "advisory",
        urn: cluster({}).urn,
        message: "A finding is waived\neks-authentication-mode-api is waived until 2099-01-31 (ticket SEC-1, owner Platform)",
      },
    ]);
  });

  it("reports waivers that are expired, unknown, unmatched or too wide", async () => {
    const found = await judge([
      { ...waiver, check: "eks-authentication-mode-api", resource: "*::shop", expires: "2020-01-31" },
      { ...waiver, check: "no-such-check", resource: "*::shop" },
      { ...waiver, check: "eks-creator-admin-off", resource: "*::another" },
      { ...waiver, check: "eks-log-group-made-first", resource: "*" },
    ]);
    const levels = Object.fromEntries(
      found.filter(({ policy }) => policy.startsWith("waiver-")).map(({ policy, level }) => [policy, level]),
    );
    assert.deepEqual(levels, {
      "waiver-of-unknown-check": "mandatory",
      "waiver-expired": "mandatory",
      "waiver-unmatched": "advisory",
      "waiver-too-wide": "advisory",
    });
    assert.equal(of("eks-authentication-mode-api", found).length, 1);
  });
});
