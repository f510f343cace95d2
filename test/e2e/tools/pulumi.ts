import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Buildable, type Say, buildMissing, missingOf, needGo } from "./build";
import { cacheFolder } from "./cache";

/** The engine and the host of Node.js programs: folders to put first on PATH. */
export interface Tools {
  readonly path: readonly string[];
  /** The host of Node.js programs, when it is the one that was built: it does not know what today's engine tells it. */
  readonly host?: string;
}

const buildables: readonly Buildable[] = [
  {
    command: "pulumi",
    folder: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    linker: "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.250.0",
  },
  {
    command: "pulumi-language-nodejs",
    folder: "language",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    linker: "-s -w",
  },
];

const folder = (): string => cacheFolder(buildables.map((one) => one.folder));

const instead = "install the Pulumi CLI 3.250 or later";

/** Throws with the remedy when a tool is missing: a test that cannot run must not look like one that passes. */
export function findTools(): Tools {
  const installed = installedPulumi();
  if (installed !== undefined) return { path: [installed] };
  const missing = missingOf(buildables, folder()).map(({ command }) => command);
  if (missing.length > 0)
    throw new Error(`${missing.join(" and ")} not found; run \`npm run test:e2e:prepare\`, which builds them, or ${instead}`);
  return { path: [folder()], host: join(folder(), "pulumi-language-nodejs") };
}

export async function preparePulumi(say: Say): Promise<void> {
  const installed = installedPulumi();
  if (installed !== undefined) {
    say(`using the Pulumi CLI in ${installed}`);
    return;
  }
  if (missingOf(buildables, folder()).length === 0) return;
  needGo(instead);
  await buildMissing(buildables, folder(), say);
}

/** Folder of a CLI on PATH that is new enough and has its host of Node.js programs beside it. */
function installedPulumi(): string | undefined {
  for (const candidate of (process.env["PATH"] ?? "").split(delimiter)) {
    if (!buildables.every(({ command }) => existsSync(join(candidate, command)))) continue;
    const { stdout } = spawnSync(join(candidate, "pulumi"), ["version"], {
      encoding: "utf8",
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" },
    });
    const [, major = 0, minor = 0] = (/v(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
    if (major === 3 && minor >= 250) return candidate;
  }
  return undefined;
}
