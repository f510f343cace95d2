import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import type { KubernetesObject } from "../kubernetes/client";
import { findKubernetes } from "../tools/kubernetes";

export interface Chart {
  /** Folder of the chart. */
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: object;
}

/** All objects of a chart as Helm writes them, definitions of custom resources first. Throws with what Helm says. */
export function render({ folder, release, namespace, values }: Chart): readonly KubernetesObject[] {
  const base = mkdtempSync(join(process.env["TMPDIR"] ?? tmpdir(), "chart-"));
  try {
    const file = join(base, "values.yaml");
    writeFileSync(file, stringify(values));
    const args = ["template", release, folder, "--namespace", namespace, "--values", file, "--include-crds", "--kube-version", "1.36.3"];
    const { status, stdout, stderr } = spawnSync(findKubernetes("helm"), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    if (status !== 0) throw new Error(`helm could not render ${release}: ${stderr.trim()}`);
    return objectsIn(stdout);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** The objects of a YAML text, lists taken apart. */
export function objectsIn(text: string): readonly KubernetesObject[] {
  const documents = parseAllDocuments(text, { version: "1.1", merge: true });
  return documents.flatMap((document) => {
    const object = document.toJS() as (KubernetesObject & { readonly items?: readonly KubernetesObject[] }) | null;
    if (object === null) return [];
    return object.kind === "List" ? (object.items ?? []) : [object];
  });
}
