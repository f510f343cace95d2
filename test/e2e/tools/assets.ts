import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Say, needGo } from "./build";

/** What a module brings beside its code, and where it goes. */
interface Asset {
  /** Folder beside this file that pins the module. */
  readonly pins: string;
  readonly module: string;
  readonly copies: Readonly<Record<string, string>>;
}

const assets: readonly Asset[] = [
  {
    pins: "kubernetes",
    module: "github.com/open-policy-agent/gatekeeper/v3",
    copies: { "charts/gatekeeper": "charts/gatekeeper" },
  },
  {
    pins: "kubernetes",
    module: "istio.io/istio",
    copies: {
      "manifests/charts/base/files/crd-all.gen.yaml": "crds/istio.yaml",
      "manifests/charts/base": "charts/base",
      "manifests/charts/istio-cni": "charts/cni",
      "manifests/charts/istio-control/istio-discovery": "charts/istiod",
      "manifests/charts/gateway": "charts/gateway",
    },
  },
  {
    pins: "kubernetes",
    module: "sigs.k8s.io/kwok",
    copies: {
      "kustomize/stage/node/fast/node-initialize.yaml": "kwok/node-initialize.yaml",
      "kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml": "kwok/node-heartbeat.yaml",
      "kustomize/stage/pod/fast/pod-ready.yaml": "kwok/pod-ready.yaml",
      "kustomize/stage/pod/fast/pod-complete.yaml": "kwok/pod-complete.yaml",
      "kustomize/stage/pod/fast/pod-delete.yaml": "kwok/pod-delete.yaml",
    },
  },
  {
    pins: "crds",
    module: "github.com/vmware-tanzu/velero",
    copies: { "config/crd/v1/bases": "crds/velero-v1", "config/crd/v2alpha1/bases": "crds/velero-v2alpha1" },
  },
  {
    pins: "crds",
    module: "github.com/kubernetes-csi/external-snapshotter/client/v8",
    copies: {
      "config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml": "crds/snapshots/classes.yaml",
      "config/crd/snapshot.storage.k8s.io_volumesnapshotcontents.yaml": "crds/snapshots/contents.yaml",
      "config/crd/snapshot.storage.k8s.io_volumesnapshots.yaml": "crds/snapshots/snapshots.yaml",
    },
  },
];

/** Copies all assets into the folder, unless it is there. Throws when a module cannot be had. */
export function prepareAssets(folder: string, say: Say): void {
  if (existsSync(folder)) return;
  needGo("copy the folder from a machine that has it");
  say("copying charts and definitions ...");
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  for (const { pins, module, copies } of assets) {
    const source = download(pins, module);
    for (const [from, to] of Object.entries(copies)) copy(join(source, from), join(draft, to));
  }
  renameSync(draft, folder);
}

/** Folder of the pinned version, its hash checked by Go. */
function download(pins: string, module: string): string {
  const { status, stdout, stderr } = spawnSync("go", ["mod", "download", "-json", module], {
    cwd: join(__dirname, pins),
    encoding: "utf8",
    env: { ...process.env, GOFLAGS: "-mod=readonly" },
  });
  if (status !== 0) throw new Error(`the module ${module} could not be had: ${stderr.trim() || stdout.trim()}`);
  return (JSON.parse(stdout) as { readonly Dir: string }).Dir;
}

/** Modules are read-only, the copies are not: they have to be removable. */
function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
  makeWritable(to);
}

function makeWritable(path: string): void {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(path)) makeWritable(join(path, name));
}
