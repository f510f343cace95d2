import assert from "node:assert/strict";
import type { Edit } from "./harness";
import { bothFindings } from "./parity/findings";
import { planOffline } from "./parity/workspace-plan";
import { said, within } from "./support";

/** Lines of the program, each weakened in its own way. */
const edits: readonly Edit[] = [
  { file: "components/encryption/encryption.ts", from: "enableKeyRotation: true", to: "enableKeyRotation: false" },
  { file: "components/encryption/encryption.ts", from: "deletionWindowInDays: args.deletionWindowInDays", to: "deletionWindowInDays: 7" },
  { file: "components/cluster/control-plane.ts", from: '["api", "audit", ', to: '["api", ' },
  { file: "components/cluster/control-plane.ts", from: 'authenticationMode: "API"', to: 'authenticationMode: "API_AND_CONFIG_MAP"' },
  { file: "components/cluster/control-plane.ts", from: "encryptionConfigKeyArn: args.secretsKeyArn,", to: "" },
  { file: "components/cluster/control-plane.ts", from: "retentionInDays: args.logRetentionDays", to: "retentionInDays: 30" },
  { file: "components/cluster/launch-template.ts", from: 'httpTokens: "required"', to: 'httpTokens: "optional"' },
  { file: "components/cluster/launch-template.ts", from: "httpPutResponseHopLimit: 1", to: "httpPutResponseHopLimit: 2" },
  { file: "components/cluster/launch-template.ts", from: " kmsKeyId: args.volumesKeyArn,", to: "" },
  { file: "components/cluster/addon-settings.ts", from: 'enableNetworkPolicy: "true"', to: 'enableNetworkPolicy: "false"' },
  { file: "components/network/zones.ts", from: "mapPublicIpOnLaunch: false", to: "mapPublicIpOnLaunch: true" },
  { file: "components/network/flow-log.ts", from: 'trafficType: "ALL"', to: 'trafficType: "REJECT"' },
  { file: "components/network/endpoints.ts", from: "cidrIpv4: vpc.cidr", to: 'cidrIpv4: "0.0.0.0/0"' },
  { file: "components/storage/classes.ts", from: 'encrypted: "true"', to: 'encrypted: "false"' },
];

const checksThatFail = [
  "ebs-volume-customer-key",
  "eks-audit-log-types-complete",
  "eks-authentication-mode-api",
  "eks-secrets-encrypted-with-cmk",
  "flow-log-records-all-traffic",
  "kms-key-deletion-window-sufficient",
  "kms-key-rotation-enabled",
  "log-group-retention-sufficient",
  "node-metadata-hop-limit-one",
  "node-metadata-token-required",
  "security-group-no-public-ingress",
  "storageclass-encrypted",
  "subnet-no-public-ip",
  "vpc-cni-network-policy-on",
];

describe("a program weakened in many places", () => {
  it("is refused by the real preview with the findings of the offline judge, and accepted when repaired", async () => {
    await within({ stack: "dev", edits }, async (workspace) => {
      const refused = await workspace.preview();
      assert.notEqual(refused.code, 0);
      const { pack, judge } = bothFindings(refused, await planOffline(workspace, "dev"));
      assert.deepEqual([...new Set(pack.failed.map((finding) => finding.split(" ")[0]))], checksThatFail);
      assert.deepEqual(judge, pack);
      for (const { file, from, to } of edits) if (to !== "") workspace.edit(file, to, from);
      workspace.edit(
        "components/cluster/control-plane.ts",
        "    enabledClusterLogTypes",
        "    encryptionConfigKeyArn: args.secretsKeyArn,\n    enabledClusterLogTypes",
      );
      workspace.edit("components/cluster/launch-template.ts", 'encrypted: "true",', 'encrypted: "true", kmsKeyId: args.volumesKeyArn,');
      const accepted = await workspace.preview();
      assert.equal(accepted.code, 0, said(accepted));
      assert.deepEqual(accepted.violations, []);
    });
  });

  it("is refused for a waiver that has expired and one of a check that does not exist", async () => {
    const waiver = (check: string, expires: string): string =>
      `      - { check: ${check}, resource: "*::platform-encryption-logs", owner: a, approver: b, reason: test, ticket: T-1, expires: "${expires}" }\n`;
    const waivers = `    waivers:\n${waiver("kms-key-rotation-enabled", "2026-01-31")}${waiver("no-such-check", "2099-12-31")}`;
    await within(
      { stack: "dev", edits: [{ file: "Pulumi.dev.yaml", from: "    ingress: none\n", to: `    ingress: none\n${waivers}` }] },
      async (workspace) => {
        const refused = await workspace.preview();
        assert.notEqual(refused.code, 0);
        const mandatory = refused.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
        assert.deepEqual(mandatory.sort(), ["waiver-expired", "waiver-of-unknown-check"]);
      },
    );
  });
});
