import { copyFileSync, mkdirSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { veleroValues } from "../../../components/velero/values";
import { freePorts } from "../control-plane/ports";
import { Program } from "../control-plane/program";
import { closeFolder, openFolder } from "../harness/cleanup";
import { findBackup } from "../tools/backup";
import type { Keys } from "./store";

export interface VeleroOptions {
  readonly kubeconfig: string;
  readonly namespace: string;
  readonly location: string;
  readonly keys: Keys;
}

/** The server of Velero with its plugin for AWS, told what the platform's values tell its chart. */
export class VeleroServer {
  private constructor(
    private readonly folder: string,
    private readonly program: Program,
  ) {}

  static async start({ kubeconfig, namespace, location, keys }: VeleroOptions): Promise<VeleroServer> {
    const folder = openFolder();
    const plugins = join(folder, "plugins");
    mkdirSync(plugins);
    copyFileSync(findBackup("velero-plugin-for-aws"), join(plugins, "velero-plugin-for-aws"));
    chmodSync(join(plugins, "velero-plugin-for-aws"), 0o755);
    const [metrics = 0, profiler = 0] = await freePorts(2);
    const { configuration } = veleroValues({ serviceAccount: "velero", location, retentionDays: 35 });
    const program = Program.start({
      name: `velero in ${namespace}`,
      command: findBackup("velero"),
      args: [
        "server",
        "--kubeconfig",
        kubeconfig,
        "--namespace",
        namespace,
        `--plugin-dir=${plugins}`,
        `--metrics-address=127.0.0.1:${String(metrics)}`,
        `--profiler-address=127.0.0.1:${String(profiler)}`,
        // As the chart makes of the values.
        `--default-backup-storage-location=${configuration.defaultBackupStorageLocation}`,
        `--default-backup-ttl=${configuration.defaultBackupTTL}`,
        `--default-snapshot-move-data=${String(configuration.defaultSnapshotMoveData)}`,
        `--restore-resource-priorities=${configuration.restoreResourcePriorities}`,
        `--log-format=${configuration.logFormat}`,
        // More often than in a cluster, so that nobody waits.
        "--backup-sync-period=2s",
        "--store-validation-frequency=2s",
        "--item-operation-sync-frequency=1s",
      ],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        VELERO_NAMESPACE: namespace,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
      },
      log: join(folder, "velero.log"),
    });
    const server = new VeleroServer(folder, program);
    await program.ready(async () => (await fetch(`http://127.0.0.1:${String(metrics)}/metrics`)).ok);
    return server;
  }

  async stop(): Promise<void> {
    await this.program.stop();
    closeFolder(this.folder);
  }
}
