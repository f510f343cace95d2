import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Client, KubernetesObject } from "../kubernetes/client";
import { has } from "../kubernetes/readiness";
import { findAssets, findKubernetes } from "../tools/kubernetes";
import type { Authority } from "./certificates";
import { type Layout, environmentOf } from "./layout";
import { inParallel } from "../parallel";
import { Program } from "./program";
import { writeKubeconfig } from "./servers";

const room = { cpu: "64", memory: "256Gi", "ephemeral-storage": "1Ti", pods: "500" };

/** Nodes that say they are ready and run nothing: one in each of three zones. */
const nodes: readonly KubernetesObject[] = ["a", "b", "c"].map((zone) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: `node-${zone}`,
    annotations: { "kwok.x-k8s.io/node": "fake" },
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/os": "linux",
      "kubernetes.io/hostname": `node-${zone}`,
      "topology.kubernetes.io/zone": `eu-central-1${zone}`,
    },
  },
  status: { allocatable: room, capacity: room },
}));

/** Starts what plays the nodes' part, and waits until they are ready. */
export async function startNodes(layout: Layout, authority: Authority, admin: Client): Promise<Program> {
  const stages = join(findAssets(), "kwok");
  const texts = readdirSync(stages).map((name) => readFileSync(join(stages, name), "utf8"));
  const program = Program.start({
    name: "kwok",
    command: findKubernetes("kwok"),
    args: [
      `--kubeconfig=${writeKubeconfig(layout, authority, { name: "kwok", groups: ["system:masters"] })}`,
      `--config=${layout.write("kwok.yaml", texts.join("\n---\n"))}`,
      "--manage-all-nodes=true",
      "--node-lease-duration-seconds=40",
      "--cidr=10.0.0.1/16",
      "--node-ip=10.1.0.1",
      `--server-address=127.0.0.1:${String(layout.ports.kwok)}`,
    ],
    env: environmentOf(layout),
    log: layout.file("kwok.log"),
  });
  await program.ready(async () => (await fetch(`http://127.0.0.1:${String(layout.ports.kwok)}/healthz`)).ok);
  await inParallel(nodes, async (node) => {
    await admin.apply(node);
    await admin.until(
      { apiVersion: "v1", kind: "Node", name: node.metadata.name ?? "" },
      "ready",
      (found) => found !== undefined && has("Ready")(found),
    );
  });
  return program;
}
