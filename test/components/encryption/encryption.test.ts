import assert from "node:assert/strict";
import { backupRoleNames } from "../../../components/names";
import { Encryption, type EncryptionArgs } from "../../../components/encryption/encryption";
import { keyPolicy } from "../../../components/encryption/key-policies";
import { type Purpose, purposes } from "../../../components/encryption/purposes";
import { decide } from "../policy-simulator";
import { clusterName, named, planComponent, site, tags } from "../support";

const everyPurpose = Object.keys(purposes) as Purpose[];
const args: EncryptionArgs = {
  site,
  clusterName,
  rotationDays: 365,
  deletionWindowInDays: 30,
  protect: true,
  roleNames: {
    controlPlane: "ledger-dev-control-plane",
    ebsCsi: "ledger-dev-ebs-csi",
    archive: "ledger-dev-log-archive",
    alerts: "ledger-dev-falco-tells",
    backups: backupRoleNames("ledger-dev"),
  },
  tags,
};
const plan = (changes: Partial<EncryptionArgs> = {}) => planComponent(() => new Encryption("encryption", { ...args, ...changes }));

describe("the encryption component", () => {
  it("makes one key and one alias per purpose and nothing else", async () => {
    const { resources } = await plan();
    const types = resources.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:")).map((resource) => resource.type);
    assert.deepEqual(types.sort(), [...everyPurpose.map(() => "aws:kms/alias:Alias"), ...everyPurpose.map(() => "aws:kms/key:Key")]);
  });

  for (const purpose of everyPurpose) {
    it(`rotates, tags and names the key for ${purpose}, with a policy that is known while planning`, async () => {
      const planned = await plan({ rotationDays: 90, deletionWindowInDays: 7 });
      const key = named(planned, "aws:kms/key:Key", `encryption-${purpose}`);
      assert.deepEqual(key.resource.inputs, {
        description: `${clusterName}: ${purposes[purpose]}`,
        policy: keyPolicy(purpose, args),
        enableKeyRotation: true,
        rotationPeriodInDays: 90,
        deletionWindowInDays: 7,
        tags: { owner: "payments", Name: `${clusterName}-${purpose}`, purpose, "data-scope": `${clusterName}/${purpose}` },
      });
      const alias = named(planned, "aws:kms/alias:Alias", `encryption-${purpose}`);
      assert.equal(alias.read("name"), `alias/${clusterName}/${purpose}`);
      assert.deepEqual(alias.sources("targetKeyId"), [key.urn]);
    });
  }

  it("keeps the key of the copies, its alias, and whoever comes through S3 there, in the region of the copies", async () => {
    const planned = await plan({ copyRegion: "eu-central-1" });
    const away = planned.all().filter((one) => one.read("region") === "eu-central-1");
    assert.deepEqual(away.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:kms/alias:Alias encryption-copies",
      "aws:kms/key:Key encryption-copies",
    ]);
    const document = keyPolicy("copies", { ...args, copyRegion: "eu-central-1" });
    const caller = { arn: `arn:aws:iam::${site.accountId}:role/${args.roleNames.backups.replication}` };
    const ask = (region: string) =>
      decide(document, { caller, action: "kms:Encrypt", context: { "kms:ViaService": `s3.${region}.amazonaws.com` } });
    assert.deepEqual(["eu-central-1", "eu-west-1"].map(ask), ["allowed", "through IAM"]);
  });

  for (const protect of [true, false]) {
    it(`protect: ${String(protect)} reaches every key`, async () => {
      const keys = (await plan({ protect })).ofType("aws:kms/key:Key");
      assert.deepEqual(new Set(keys.map((key) => key.resource.protect)), new Set([protect]));
    });
  }

  const mistakes = [
    { rotationDays: 89, says: /KMS rotates every 90 to 2560 days/ },
    { rotationDays: 2561, says: /KMS rotates every 90 to 2560 days/ },
    { deletionWindowInDays: 6, says: /KMS waits 7 to 30 days/ },
    { deletionWindowInDays: 31, says: /KMS waits 7 to 30 days/ },
  ];
  for (const { says, ...changes } of mistakes) {
    it(`refuses ${JSON.stringify(changes)}`, async () => {
      await assert.rejects(plan(changes), says);
    });
  }
});
