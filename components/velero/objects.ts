import type { Input } from "@pulumi/pulumi";
import type { BackupSettings, DataClass, NamespaceSettings } from "../args";
import { type copyLocation, liveLocation, veleroNamespace } from "./names";
import { hours } from "./values";

export interface LocationArgs {
  readonly region: string;
  readonly name: typeof liveLocation | typeof copyLocation;
  readonly namespace: string;
  readonly bucket: string;
  readonly keyArn: Input<string>;
}

/** A bucket of backups. The copies are read only: nobody writes to them, or deletes what has had its time. */
export const storageLocation = ({ region, name, namespace, bucket, keyArn }: LocationArgs) => ({
  apiVersion: "velero.io/v1",
  kind: "BackupStorageLocation",
  metadata: { name, namespace },
  spec: {
    provider: "aws",
    default: true,
    accessMode: name === liveLocation ? "ReadWrite" : "ReadOnly",
    objectStorage: { bucket },
    // Object Lock asks for a checksum, and CRC32 is one that it takes (velero#7400).
    config: { region, serverSideEncryption: "aws:kms", kmsKeyId: keyArn, checksumAlgorithm: "CRC32" },
  },
});

/** One schedule for each class of data that a namespace has: what is kept, for how long, and how often, differs by class. */
export function schedules(namespaces: readonly NamespaceSettings[], backup: BackupSettings) {
  const classes = [...new Set(namespaces.map(({ dataClass }) => dataClass))].sort();
  return classes.map((dataClass) =>
    schedule(
      dataClass,
      namespaces
        .filter((one) => one.dataClass === dataClass)
        .map(({ name }) => name)
        .sort(),
      backup,
    ),
  );
}

const schedule = (dataClass: DataClass, includedNamespaces: readonly string[], backup: BackupSettings) => ({
  apiVersion: "velero.io/v1",
  kind: "Schedule",
  metadata: { name: dataClass, namespace: veleroNamespace, labels: { "data-class": dataClass } },
  spec: {
    schedule: cronEvery(backup.rpoHours),
    paused: false,
    // A schedule that is changed does not lose its backups when it is deleted and made again.
    useOwnerReferencesInBackup: false,
    template: {
      includedNamespaces: [...includedNamespaces],
      storageLocation: liveLocation,
      snapshotVolumes: true,
      snapshotMoveData: false,
      defaultVolumesToFsBackup: false,
      ttl: hours(backup.retentionDays),
      metadata: { labels: { "data-class": dataClass } },
    },
  },
});

/** At 17 past, as often as fits into a day evenly and at least every so many hours. */
export function cronEvery(hoursBetween: number): string {
  const every = [24, 12, 8, 6, 4, 3, 2].find((candidate) => candidate <= hoursBetween) ?? 1;
  return every === 24 ? "17 1 * * *" : every === 1 ? "17 * * * *" : `17 */${String(every)} * * *`;
}
