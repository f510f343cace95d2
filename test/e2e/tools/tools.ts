import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The engine and the host of Node.js programs: folders to put first on PATH. */
export interface Tools {
  readonly path: readonly string[];
  /** The host of Node.js programs, when it is the one that was built: it does not know what today's engine tells it. */
  readonly host?: string;
}

/** One command that is built from a pinned Go module when it is not on PATH. */
export interface Buildable {
  /** Name of the command and of its folder beside this file. */
  readonly command: string;
  readonly folder: string;
  readonly package: string;
  readonly linker: string;
}

export const buildables: readonly Buildable[] = [
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

/** Where tools are kept: outside the repository. */
export const cacheBase = (): string => join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "compliant-eks", "e2e");

/** The folder of what is built from Go modules, one per set of pins. */
export function cacheFolder(): string {
  const hash = createHash("sha256");
  for (const { folder } of buildables) for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(__dirname, folder, file)));
  return join(cacheBase(), hash.digest("hex").slice(0, 16));
}

const hint = "run `npm run test:e2e:prepare`, which builds them, or install the Pulumi CLI 3.250 or later";

/** Throws with the remedy when a tool is missing: a test that cannot run must not look like one that passes. */
export function findTools(): Tools {
  const installed = installedPulumi();
  if (installed !== undefined) return { path: [installed] };
  const folder = cacheFolder();
  const missing = buildables.filter(({ command }) => !existsSync(join(folder, command))).map(({ command }) => command);
  if (missing.length > 0) throw new Error(`${missing.join(" and ")} not found; ${hint}`);
  return { path: [folder], host: join(folder, "pulumi-language-nodejs") };
}

/** Folder of a CLI on PATH that is new enough and has its host of Node.js programs beside it. */
export function installedPulumi(): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (!buildables.every(({ command }) => existsSync(join(folder, command)))) continue;
    const { stdout } = spawnSync(join(folder, "pulumi"), ["version"], {
      encoding: "utf8",
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" },
    });
    const [, major = 0, minor = 0] = (/v(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
    if (major === 3 && minor >= 250) return folder;
  }
  return undefined;
}
