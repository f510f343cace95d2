import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import type { KubernetesObject } from "../kubernetes/client";
import { findKubernetes } from "../tools/kubernetes";

export interface Chart {
  /** Folder or archive of the chart. */
  readonly path: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: object;
  /** Whether an earlier version is there; a chart may ask. */
  readonly upgrade?: boolean;
}

export interface Rendered {
  /** From the chart's folder `crds`: Helm makes them first, and never deletes them. */
  readonly definitions: readonly KubernetesObject[];
  /** From its templates, hooks among them, in Helm's order. */
  readonly objects: readonly KubernetesObject[];
}

/** What Helm makes of a chart. Throws with what Helm says. */
export function render({ path, release, namespace, values, upgrade = false }: Chart): Rendered {
  const base = mkdtempSync(join(tmpdir(), "chart-"));
  try {
    const file = join(base, "values.yaml");
    writeFileSync(file, stringify(values));
    const args = ["--namespace", namespace, "--values", file, "--kube-version", "1.36.3", ...(upgrade ? ["--is-upgrade"] : [])];
    return { definitions: objectsIn(helm("show", "crds", path)), objects: objectsIn(helm("template", release, path, ...args)) };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function helm(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(findKubernetes("helm"), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`helm ${args.slice(0, 3).join(" ")}: ${stderr.trim()}`);
  return stdout;
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
