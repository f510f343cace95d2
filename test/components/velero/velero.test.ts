import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import type { NamespaceSettings } from "../../../components/args";
import { policyDocument } from "../../../components/policy-document";
import { keptFromDestroying, readerPermissions, replicationPermissions, veleroPermissions } from "../../../components/velero/identity";
import { cronEvery, schedules } from "../../../components/velero/objects";
import { restoreCron } from "../../../components/velero/restore-test/pod";
import { veleroValues } from "../../../components/velero/values";
import { Velero } from "../../../components/velero/velero";
import { longestPause } from "../../../policies/preview/cron";
import { keyPaths } from "../chart-keys";
import { asAnybody, decide } from "../policy-simulator";
import { clusterName, named, planComponent, site, tags } from "../support";

const backup = { retentionDays: 35, lockDays: 30, maxRetentionDays: 365, rpoHours: 24, rtoHours: 24, restoreTestDays: 90 };
const tenant = (name: string, dataClass: NamespaceSettings["dataClass"]): NamespaceSettings => ({
  name,
  owner: "team",
  dataClass,
  quotas: { cpu: "4", memory: "8Gi", pods: 20 },
  podIdentity: false,
  flows: [],
  guards: [],
});

/** Those of our keys that the values file of velero 12.1.0 has; its schema of values takes no others where it names any. */
const known = [
  "backupsEnabled",
  "cleanUpCRDs",
  ...["backupStorageLocation", "defaultBackupStorageLocation", "defaultBackupTTL", "defaultSnapshotMoveData"].map(
    (one) => `configuration.${one}`,
  ),
  ...["defaultVolumesToFsBackup", "features", "logFormat", "restoreResourcePriorities", "volumeSnapshotLocation"].map(
    (one) => `configuration.${one}`,
  ),
  "containerSecurityContext",
  "credentials.useSecret",
  "deployNodeAgent",
  "image.repository",
  "initContainers",
  "kubectl.image.repository",
  "metrics.enabled",
  "podSecurityContext",
  "resources",
  "schedules",
  "serviceAccount.server.create",
  "serviceAccount.server.name",
  "snapshotsEnabled",
  "upgradeCRDs",
];

describe("the values of Velero's chart", () => {
  const values = veleroValues({ serviceAccount: "velero", location: "live", retentionDays: 35 });

  it("are all known to the pinned chart", () => {
    const open = new Set(["podSecurityContext", "containerSecurityContext", "resources", "schedules"]);
    assert.deepEqual([...keyPaths(values, open)].sort(), [...known].sort());
  });

  it("keep no keys, move no volumes and run nothing on nodes", () => {
    assert.equal(values.credentials.useSecret, false);
    assert.equal(values.deployNodeAgent, false);
    const { defaultSnapshotMoveData, defaultVolumesToFsBackup } = values.configuration;
    assert.deepEqual([defaultSnapshotMoveData, defaultVolumesToFsBackup], [false, false]);
  });

  it("bring back what guards a workload before the workload", () => {
    const order = values.configuration.restoreResourcePriorities.split(",");
    for (const guard of order.filter((one) => one.includes("istio.io") || one.startsWith("networkpolicies")))
      assert.ok(order.indexOf(guard) < order.indexOf("pods"), guard);
  });
});

describe("schedules of backups", () => {
  it("are one for each class of data, with all of its namespaces", () => {
    const made = schedules([tenant("wards", "phi"), tenant("shop", "cardholder"), tenant("labs", "phi")], backup);
    assert.deepEqual(
      made.map(({ metadata, spec }) => [metadata.name, spec.template.includedNamespaces]),
      [
        ["cardholder", ["shop"]],
        ["phi", ["labs", "wards"]],
      ],
    );
  });

  it("run at least once in every number of hours that a stack may allow", () => {
    for (let hours = 1; hours <= 48; hours++) {
      const pause = longestPause(cronEvery(hours));
      assert.ok(pause !== undefined && pause <= hours, `${String(hours)}: ${cronEvery(hours)} pauses ${String(pause)}`);
    }
  });

  it("test restores at least once in every number of days that a stack may allow", () => {
    for (let days = 1; days <= 120; days++) {
      const pause = longestPause(restoreCron(days));
      assert.ok(pause !== undefined && pause <= days * 24, `${String(days)}: ${restoreCron(days)} pauses ${String(pause)}`);
    }
  });
});

describe("rights on backups", () => {
  const buckets = { live: "live", copy: "copy" };
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
  const documents = {
    velero: asAnybody(policyDocument(veleroPermissions(site, buckets))),
    reader: asAnybody(policyDocument(readerPermissions(site, buckets))),
    copying: asAnybody(policyDocument(replicationPermissions(site, buckets))),
  };
  const [live, copy] = ["arn:aws:s3:::live/backups/one", "arn:aws:s3:::copy/backups/one"];
  for (const [who, action, resource, wanted] of [
    ["velero", "s3:PutObject", live, "allowed"],
    ["velero", "s3:DeleteObject", live, "allowed"],
    ["velero", "s3:DeleteObjectVersion", live, "refused"],
    ["velero", "s3:PutBucketVersioning", "arn:aws:s3:::live", "refused"],
    ["velero", "s3:BypassGovernanceRetention", copy, "refused"],
    ["velero", "s3:GetObject", copy, "refused"],
    ["velero", "s3:PutObject", copy, "refused"],
    ["reader", "s3:GetObject", copy, "allowed"],
    ["reader", "s3:PutObject", copy, "refused"],
    ["reader", "s3:PutObject", "arn:aws:s3:::copy/restores/one", "allowed"],
    ["reader", "s3:DeleteObject", "arn:aws:s3:::copy/restores/one", "allowed"],
    ["reader", "s3:DeleteObjectVersion", "arn:aws:s3:::copy/restores/one", "refused"],
    ["reader", "s3:DeleteObject", copy, "refused"],
    ["reader", "s3:GetObject", live, "refused"],
    ["copying", "s3:ReplicateObject", copy, "allowed"],
    ["copying", "s3:ReplicateDelete", copy, "refused"],
    ["copying", "s3:ReplicateObject", live, "refused"],
    ["copying", "s3:GetObjectVersionForReplication", live, "allowed"],
  ] as const)
    it(`have ${action} on ${resource} ${wanted} for the role of ${who}`, () => {
      assert.equal(decide(documents[who], { caller: { arn: role(who) }, action, resource }), wanted);
    });

  it("are refused at the bucket too, whatever another policy of these roles allows", () => {
    const everything = { Sid: "Everything", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" } as const;
    const document = policyDocument([everything, ...keptFromDestroying(site, "copy", ["velero"])]);
    const ask = (name: string) => decide(document, { caller: { arn: role(name) }, action: "s3:BypassGovernanceRetention", resource: copy });
    assert.deepEqual([ask("velero"), ask("another")], ["refused", "allowed"]);
  });
});

describe("Velero", () => {
  const plan = (mode: "GOVERNANCE" | "COMPLIANCE", longestDays: number, more: { readonly copyRegion?: string } = {}) =>
    planComponent(
      () =>
        new Velero("back", {
          site,
          clusterName,
          vpcCidr: "10.0.0.0/16",
          backup: { ...backup, ...more },
          lock: { mode, longestDays },
          namespaces: [tenant("wards", "phi")],
          backupsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/backups",
          copiesKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/copies",
          storageClasses: ["encrypted"],
          protect: true,
          kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
          kubernetesAfter: [],
          identityAfter: [],
          tags,
        }),
    );
  const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

  for (const [mode, longest, days] of [
    ["COMPLIANCE", 2192, 30],
    ["GOVERNANCE", 1, 1],
  ] as const)
    it(`locks the copies, and only those, in the mode ${mode} for ${String(days)} of its days`, async () => {
      const locks = (await plan(mode, longest)).ofType(lockType);
      assert.deepEqual(
        locks.map((lock) => [lock.name, lock.read("rule.defaultRetention.mode"), lock.read("rule.defaultRetention.days")]),
        [["back-copies", mode, days]],
      );
    });

  it("encrypts copies with a key of their own, and copies no deletions", async () => {
    const planned = await plan("COMPLIANCE", 2192);
    const copying = named(planned, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "back-copying");
    assert.deepEqual(
      ["deleteMarkerReplication.status", "destination.encryptionConfiguration.replicaKmsKeyId", "status"].map((path) =>
        copying.read(`rules[0].${path}`),
      ),
      ["Disabled", "arn:aws:kms:eu-west-1:111122223333:key/copies", "Enabled"],
    );
  });

  it("puts all of the copies' bucket, and nothing else, into another region when one is named, and reads it there", async () => {
    const planned = await plan("COMPLIANCE", 2192, { copyRegion: "eu-central-1" });
    const urns = (keep: (one: (typeof every)[number]) => boolean) => every.filter(keep).map(({ urn }) => urn);
    const every = planned.all();
    const away = urns((one) => one.read("region") === "eu-central-1");
    assert.equal(away.length, 8);
    assert.deepEqual(
      away,
      urns(({ type, name }) => type.startsWith("aws:s3/") && name === "back-copies"),
    );
    assert.deepEqual(
      planned
        .ofType("kubernetes:velero.io/v1:BackupStorageLocation")
        .map((one) => [one.read("metadata.namespace"), one.read("spec.config.region")])
        .sort(),
      [
        ["restore-test", "eu-central-1"],
        ["velero", "eu-west-1"],
      ],
    );
  });

  it("shows the test of restores the copies only, and those for reading", async () => {
    const planned = await plan("COMPLIANCE", 2192);
    const locations = planned.ofType("kubernetes:velero.io/v1:BackupStorageLocation");
    assert.deepEqual(locations.map((one) => [one.read("metadata.namespace"), one.read("spec.accessMode")]).sort(), [
      ["restore-test", "ReadOnly"],
      ["velero", "ReadWrite"],
    ]);
  });
});
