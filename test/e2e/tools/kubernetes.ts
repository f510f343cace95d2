import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { prepareAssets } from "./assets";
import { type Buildable, type Say, buildMissing, needGo } from "./build";
import { cacheFolder } from "./cache";

/** A tool of the control plane, and how one on PATH shows that it is a version that fits. */
interface Tool<Command extends string = string> extends Buildable {
  readonly command: Command;
  readonly version?: { readonly args: readonly string[]; readonly fits: RegExp; readonly needed: string };
}

/** Minor version of the servers. */
const kubernetes = "1.36";

const versionVariable = "k8s.io/component-base/version";
const linker = "-s -w";
const kubernetesLinker = `${linker} -X ${versionVariable}.gitVersion=v${kubernetes}.3 -X ${versionVariable}.gitMajor=1 -X ${versionVariable}.gitMinor=36`;

const server = <Command extends string>(command: Command): Tool<Command> => ({
  command,
  folder: "kubernetes",
  package: `k8s.io/kubernetes/cmd/${command}`,
  linker: kubernetesLinker,
  version: { args: command === "kubectl" ? ["version", "--client"] : ["--version"], fits: /v1\.36\./, needed: kubernetes },
});

const tool = <Command extends string>(command: Command, path: string, version?: Tool["version"]): Tool<Command> => ({
  command,
  folder: "kubernetes",
  package: path,
  linker,
  ...(version === undefined ? {} : { version }),
});

/** In an order in which each finds compiled what it shares with the ones before. */
const tools = [
  server("kube-apiserver"),
  // Its manager has no name of its own and does not say its version, so that none on PATH is taken for it.
  tool("gatekeeper", "github.com/open-policy-agent/gatekeeper/v3"),
  tool("gator", "github.com/open-policy-agent/gatekeeper/v3/cmd/gator", { args: ["--version"], fits: /v3\.23\./, needed: "3.23" }),
  server("kube-controller-manager"),
  server("kube-scheduler"),
  server("kubectl"),
  tool("etcd", "go.etcd.io/etcd/server/v3", { args: ["--version"], fits: /Version: 3\.[56]\./, needed: "3.5 or 3.6" }),
  tool("kwok", "sigs.k8s.io/kwok/cmd/kwok", { args: ["--version"], fits: /v0\.8\./, needed: "0.8" }),
  tool("helm", "helm.sh/helm/v4/cmd/helm", { args: ["version", "--short"], fits: /^v4\./, needed: "4" }),
  tool("istioctl", "istio.io/istio/istioctl/cmd/istioctl"),
  tool("opa", "github.com/open-policy-agent/opa", { args: ["version"], fits: /^Version: 1\.(1[7-9]|[2-9]\d)\./, needed: "1.17 or later" }),
] as const;

export type KubernetesTool = (typeof tools)[number]["command"];

const folder = (): string => cacheFolder(["kubernetes", "crds"]);

const found = new Map<KubernetesTool, string>();

/** Path of a command: the one on PATH when its version fits, else the one that was built. Throws with the remedy when there is neither. */
export function findKubernetes(command: KubernetesTool): string {
  const path = found.get(command) ?? find(command);
  found.set(command, path);
  return path;
}

function find(command: KubernetesTool): string {
  const built = join(folder(), command);
  const { fitting, others } = onPath(tools.find((one) => one.command === command));
  if (fitting !== undefined) return fitting;
  if (existsSync(built)) return built;
  const remedy = "run `npm run test:e2e:prepare`, which builds it";
  throw new Error(others === undefined ? `${command} is missing; ${remedy}` : `${others}; ${remedy}`);
}

/** The first on PATH whose version fits, and what is wrong with the one that does not. */
function onPath(wanted: Tool | undefined): { readonly fitting?: string; readonly others?: string } {
  if (wanted?.version === undefined) return {};
  const { args, fits, needed } = wanted.version;
  let others: string | undefined;
  for (const directory of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(directory, wanted.command);
    if (!existsSync(path)) continue;
    const { stdout, stderr } = spawnSync(path, args, { encoding: "utf8" });
    if (fits.test(`${stdout}${stderr}`)) return { fitting: path };
    others ??= `${wanted.command} on PATH is another version than is needed (${needed})`;
  }
  return others === undefined ? {} : { others };
}

/** Folder of what came with the modules: definitions of custom resources, charts, stages of kwok. Throws with the remedy when it is missing. */
export function findAssets(): string {
  const assets = join(folder(), "assets");
  if (!existsSync(assets)) throw new Error("the charts and definitions of the control plane are missing; run `npm run test:e2e:prepare`");
  return assets;
}

/** Builds what is neither on PATH nor built, and copies what modules bring beside their code. */
export async function prepareKubernetes(say: Say): Promise<void> {
  const wanted = tools.filter((one) => onPath(one).fitting === undefined && !existsSync(join(folder(), one.command)));
  if (wanted.length > 0) needGo("put the tools of the right versions on PATH");
  await buildMissing(wanted, folder(), say);
  prepareAssets(join(folder(), "assets"), say);
}
