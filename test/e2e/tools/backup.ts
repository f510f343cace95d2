import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Buildable, type Say, buildMissing, missingOf, needGo } from "./build";
import { cacheFolder } from "./cache";

const linker = "-s -w";

/** Velero and its plugin for AWS, and a store that answers as S3 does, locks of objects included. */
const tools = [
  { command: "minio", folder: "backup", package: "github.com/minio/minio", linker },
  { command: "velero", folder: "backup", package: "github.com/vmware-tanzu/velero/cmd/velero", linker },
  {
    command: "velero-plugin-for-aws",
    folder: "backup",
    package: "github.com/vmware-tanzu/velero-plugin-for-aws/velero-plugin-for-aws",
    linker,
  },
] as const satisfies readonly Buildable[];

type BackupTool = (typeof tools)[number]["command"];

const folder = (): string => cacheFolder(["backup"]);

/** Path of a command that was built. Throws with the remedy when it was not. */
export function findBackup(command: BackupTool): string {
  const path = join(folder(), command);
  if (!existsSync(path)) throw new Error(`${command} is missing; run \`npm run test:e2e:prepare\`, which builds it`);
  return path;
}

export async function prepareBackup(say: Say): Promise<void> {
  if (missingOf(tools, folder()).length === 0) return;
  needGo("copy the folder from a machine that has it");
  await buildMissing(tools, folder(), say);
}
