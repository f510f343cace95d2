import assert from "node:assert/strict";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import type { NamespaceSettings } from "../../components/args";
import { policyDocument } from "../../components/policy-document";
import { readerPermissions, veleroPermissions } from "../../components/velero/identity";
import { copyLocation, liveLocation, restoreNamespace, veleroNamespace } from "../../components/velero/names";
import { schedules, storageLocation } from "../../components/velero/objects";
import { type RestoreTest, scratchOf } from "../../components/velero/restore-test/restore-test";
import { Provisioner } from "./kubernetes/provisioner";
import { giveRights, runRestoreTest } from "./backups/restore-test";
import { Store } from "./backups/store";
import { VeleroServer } from "./backups/velero";
import type { ControlPlane } from "./control-plane";
import { eventually } from "./eventually";
import type { KubernetesObject } from "./kubernetes/client";
import { controlPlane } from "./shared-control-plane";

const site = { accountId: "111122223333", region: "eu-central-1", partition: "aws" };
const buckets = { live: "ledger-dev-backups", copy: "ledger-dev-backup-copies" };
const keyName = "backups";
const namespace = "backed-up";

const backup = { retentionDays: 35, lockDays: 30, rpoHours: 24, rtoHours: 1, restoreTestDays: 90 };
const settings: NamespaceSettings = {
  name: namespace,
  owner: "records-team",
  dataClass: "phi",
  quotas: { cpu: "4", memory: "8Gi", pods: 20 },
  podIdentity: false,
  flows: [],
  guards: [],
};

const app = { app: "database" };
const metadata = (name: string) => ({ name, namespace, labels: app });

/** What has to come back. */
const objects: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "ConfigMap", metadata: metadata("settings"), data: { answer: "42" } },
  { apiVersion: "v1", kind: "Secret", metadata: metadata("password"), stringData: { password: "not-in-any-log" } },
  { apiVersion: "v1", kind: "Service", metadata: metadata("database"), spec: { selector: app, ports: [{ port: 5432 }] } },
  {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata("data"),
    spec: { accessModes: ["ReadWriteOnce"], storageClassName: "e2e-encrypted", resources: { requests: { storage: "10Gi" } } },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata("database"),
    spec: {
      replicas: 1,
      selector: { matchLabels: app },
      template: {
        metadata: { labels: app },
        spec: { containers: [{ name: "database", image: "registry.example.com/database:1" }] },
      },
    },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata("deny-all"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
];

describe("backups by Velero, in a store with locks", function () {
  this.timeout(300_000);
  let plane: ControlPlane;
  let store: Store;
  /** One at a time: every server of Velero listens on port 8080, and nothing can be said about that. */
  let velero: VeleroServer | undefined;
  let provisioner: Provisioner;

  const [schedule] = schedules([settings], backup);
  assert.ok(schedule !== undefined);

  const location = (name: typeof liveLocation | typeof copyLocation, inNamespace: string, bucket: string): KubernetesObject => {
    const made = storageLocation({ region: site.region, name, namespace: inNamespace, bucket, keyArn: keyName });
    const config = { ...made.spec.config, s3Url: store.url, s3ForcePathStyle: "true" };
    return { ...made, spec: { ...made.spec, config } };
  };

  const test = (more: Partial<RestoreTest> = {}): RestoreTest => ({
    namespace: restoreNamespace,
    classes: [{ dataClass: "phi", namespaces: [namespace] }],
    rpoHours: 24,
    rtoHours: 0.01,
    storageClasses: ["e2e-encrypted"],
    ...more,
  });

  const reference = (kind: string, name: string, inNamespace: string) => ({
    apiVersion: "velero.io/v1",
    kind,
    name,
    namespace: inNamespace,
  });

  before(async () => {
    plane = await controlPlane();
    store = await Store.start(keyName);
    await store.bucket(buckets.live);
    await store.bucket(buckets.copy, backup.lockDays);
    for (const name of [veleroNamespace, restoreNamespace, namespace]) await plane.namespace(name, { "data-class": "phi" });
    await plane.admin.apply({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "e2e-encrypted" },
      provisioner: "ebs.csi.aws.com",
      parameters: { encrypted: "true", kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/volumes" },
    });
    provisioner = new Provisioner(plane);
    for (const object of objects) await plane.admin.apply(object);
    // The chart makes one for itself, and the component the other: Velero reads it.
    for (const where of [veleroNamespace, restoreNamespace])
      await plane.admin.apply({
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "velero", namespace: where },
        spec: {
          replicas: 0,
          selector: { matchLabels: app },
          template: { metadata: { labels: app }, spec: { containers: [{ name: "velero", image: "registry.example.com/velero:1" }] } },
        },
      });
    await giveRights(plane, restoreNamespace, [namespace, "cards", "forgotten"]);
    await plane.admin.apply(location(liveLocation, veleroNamespace, buckets.live));
    await plane.admin.apply(location(copyLocation, restoreNamespace, buckets.copy));
    await start(veleroNamespace, liveLocation, policyDocument(veleroPermissions(site, buckets)));
  });

  /** Starts a server in the place of the one before; resolves when it reaches its bucket with what its role may do. */
  async function start(inNamespace: string, name: string, policy: string): Promise<void> {
    await velero?.stop();
    const kubeconfig = plane.kubeconfig({ name: "velero", groups: ["system:masters"] });
    velero = await VeleroServer.start({ kubeconfig, namespace: inNamespace, location: name, keys: await store.keysFor(policy) });
    await plane.admin.until(reference("BackupStorageLocation", name, inNamespace), "available", (found) => phaseOf(found) === "Available");
  }

  after(async () => {
    await provisioner.stop();
    await velero?.stop();
    await store.stop();
    // Other tests make Deployments of this name with selectors of their own, which nobody can change.
    for (const where of [veleroNamespace, restoreNamespace])
      await plane.admin.delete({ apiVersion: "apps/v1", kind: "Deployment", name: "velero", namespace: where });
  });

  const phaseOf = (found: KubernetesObject | undefined): string =>
    (found?.["status"] as { readonly phase?: string } | undefined)?.phase ?? "";

  it("are made by the schedule, encrypted with the key that is named", async () => {
    // The platform's own schedule, but for the minute: nobody waits for the night.
    await plane.admin.apply({ ...schedule, spec: { ...schedule.spec, schedule: "* * * * *" } });
    await eventually(
      "a backup of the schedule",
      async () => {
        const [made] = await plane.admin.list("velero.io/v1", "Backup", veleroNamespace);
        assert.equal(phaseOf(made), "Completed");
        assert.equal(made?.metadata.labels?.["data-class"], "phi");
      },
      120,
    );
    await plane.admin.patch(reference("Schedule", "phi", veleroNamespace), { spec: { paused: true } });
    const [key = ""] = (await store.keys(buckets.live)).filter((one) => one.endsWith(".tar.gz"));
    const { ServerSideEncryption, SSEKMSKeyId } = await store.client().send(new GetObjectCommand({ Bucket: buckets.live, Key: key }));
    assert.equal(ServerSideEncryption, "aws:kms");
    assert.match(SSEKMSKeyId ?? "", new RegExp(`${keyName}$`));
    await store.copy(buckets.live, buckets.copy);
  });

  it("come back object by object when the namespace is gone", async () => {
    const read = async (): Promise<readonly unknown[]> =>
      Promise.all(
        objects.map(async ({ apiVersion, kind, metadata: { name = "" } }) => {
          const found = await plane.admin.get({ apiVersion, kind, name, namespace });
          const given = new Set(["volumeName", "clusterIP", "clusterIPs"]);
          const spec = Object.fromEntries(Object.entries(found?.["spec"] ?? {}).filter(([key]) => !given.has(key)));
          return { kind, name, labels: found?.metadata.labels?.["app"], spec, data: found?.["data"] };
        }),
      );
    const before = await read();
    const [made] = await plane.admin.list("velero.io/v1", "Backup", veleroNamespace);
    await plane.admin.delete({ apiVersion: "v1", kind: "Namespace", name: namespace });
    await plane.admin.until({ apiVersion: "v1", kind: "Namespace", name: namespace }, "gone", (found) => found === undefined);
    await plane.admin.create({
      apiVersion: "velero.io/v1",
      kind: "Restore",
      metadata: { name: "by-hand", namespace: veleroNamespace },
      spec: { backupName: made?.metadata.name },
    });
    await plane.admin.until(reference("Restore", "by-hand", veleroNamespace), "over", (found) => /Completed|Failed/.test(phaseOf(found)));
    assert.equal(phaseOf(await plane.admin.get(reference("Restore", "by-hand", veleroNamespace))), "Completed");
    assert.deepEqual(await read(), before);
  });

  it("cannot be destroyed: the lock refuses everybody, the policy whoever writes them", async () => {
    const [copy] = await store.versions(buckets.copy, "backups/");
    const [live] = await store.versions(buckets.live, "backups/");
    assert.ok(copy !== undefined && live !== undefined);
    await assert.rejects(
      store.client().send(new DeleteObjectCommand({ Bucket: buckets.copy, Key: copy.key, VersionId: copy.id })),
      /WORM protected/,
    );
    const writer = store.client(await store.keysFor(policyDocument(veleroPermissions(site, buckets))));
    const denied = { name: "AccessDenied" };
    await assert.rejects(writer.send(new DeleteObjectCommand({ Bucket: buckets.live, Key: live.key, VersionId: live.id })), denied);
    const Versioning = { Bucket: buckets.live, VersioningConfiguration: { Status: "Suspended" as const } };
    await assert.rejects(writer.send(new PutBucketVersioningCommand(Versioning)), denied);
    await assert.rejects(writer.send(new PutObjectCommand({ Bucket: buckets.copy, Key: "mine", Body: "x" })), denied);
    await assert.rejects(writer.send(new GetObjectCommand({ Bucket: buckets.copy, Key: copy.key })), denied);
    const several = { Bucket: buckets.live, Delete: { Objects: [{ Key: live.key, VersionId: live.id }] } };
    const { Errors = [] } = await writer.send(new DeleteObjectsCommand(several));
    assert.deepEqual(
      Errors.map(({ Code }) => Code),
      ["AccessDenied"],
    );
  });

  it("are restored from the copy by the restore test, looked at, told of and taken away again", async () => {
    await start(restoreNamespace, copyLocation, policyDocument(readerPermissions(site, buckets)));
    await eventually(
      "the backup is seen among the copies",
      async () => {
        assert.ok((await plane.admin.list("velero.io/v1", "Backup", restoreNamespace)).length > 0);
      },
      120,
    );
    const { code, told } = await runRestoreTest(plane, test());
    assert.deepEqual(
      told.map(({ event, result, dataClass, problems }) => ({ event, result, dataClass, problems })),
      [{ event: "restore-test", result: "passed", dataClass: "phi", problems: [] }],
    );
    assert.equal(code, 0);
    // It wrote how the restore went, and could write nothing else.
    const tester = store.client(await store.keysFor(policyDocument(readerPermissions(site, buckets))));
    const [backupKey = ""] = (await store.keys(buckets.copy)).filter((key) => key.startsWith("backups/"));
    await assert.rejects(tester.send(new PutObjectCommand({ Bucket: buckets.copy, Key: backupKey, Body: "x" })), { name: "AccessDenied" });
    assert.equal(await plane.admin.get({ apiVersion: "v1", kind: "Namespace", name: scratchOf(namespace) }), undefined);
    assert.deepEqual(await plane.admin.list("velero.io/v1", "Restore", restoreNamespace), []);
    const events = await plane.admin.list("v1", "Event", restoreNamespace);
    assert.ok(events.some(({ reason }) => reason === "RestorePassed"));
  });

  const failures: readonly (readonly [string, Partial<RestoreTest>, RegExp])[] = [
    ["there is no backup of a class", { classes: [{ dataClass: "cardholder", namespaces: ["cards"] }] }, /no backup is among the copies/],
    ["a namespace is not in it", { classes: [{ dataClass: "phi", namespaces: [namespace, "forgotten"] }] }, /lacks forgotten/],
    ["it is too old", { rpoHours: -1 }, /hours old, and -1 are allowed/],
    ["a volume is of another class", { storageClasses: ["another"] }, /not encrypted with the key for volumes/],
  ];
  for (const [what, more, problem] of failures)
    it(`fail the restore test when ${what}`, async () => {
      const { code, told } = await runRestoreTest(plane, test(more));
      assert.equal(code, 1);
      assert.equal(told[0]?.result, "failed");
      assert.match(told[0].problems.join("; "), problem);
    });

  it("fail the restore test when the copy is damaged, and when it is gone", async () => {
    const [key = ""] = (await store.keys(buckets.copy)).filter(
      (one) => /^backups\/[^/]+\/[^/]+\.tar\.gz$/.test(one) && !/\/[^/]*(logs|results|volume|resource|item|csi)[^/]*$/.test(one),
    );
    assert.notEqual(key, "");
    await store.put(buckets.copy, key, "no archive");
    const damaged = await runRestoreTest(plane, test());
    assert.deepEqual([damaged.code, damaged.told[0]?.result], [1, "failed"]);
    await store.hide(buckets.copy, key);
    const gone = await runRestoreTest(plane, test());
    assert.deepEqual([gone.code, gone.told[0]?.result], [1, "failed"]);
    for (const { told } of [damaged, gone])
      assert.match(told[0]?.problems.join("; ") ?? "", /the restore of .* is (Failed|PartiallyFailed)/);
  });

  it("that did not complete are none, whatever older ones say", async () => {
    const [made] = await plane.admin.list("velero.io/v1", "Backup", restoreNamespace);
    const name = made?.metadata.name ?? "";
    await plane.admin.patch(reference("Backup", name, restoreNamespace), { status: { phase: "PartiallyFailed", errors: 3 } });
    const { code, told } = await runRestoreTest(plane, test());
    assert.deepEqual([code, told[0]?.problems], [1, [`the newest backup ${name} is PartiallyFailed with 3 errors`]]);
  });
});
