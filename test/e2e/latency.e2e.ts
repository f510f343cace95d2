import assert from "node:assert/strict";
import { decisions } from "../rego/samples";
import { admissionCheckIds, constraint, constraintTemplate } from "../../policies/admission";
import { compliantPod } from "./compliant-pod";
import type { ControlPlane } from "./control-plane";
import { inParallel } from "./parallel";
import type { KubernetesObject } from "./kubernetes/client";
import { Constraints } from "./kubernetes/gatekeeper";
import { controlPlane } from "./shared-control-plane";

const requests = 200;

const pod = (namespace: string): KubernetesObject => ({ ...compliantPod, metadata: { name: "timed", namespace } });

/** Milliseconds of each request, one after the other, sorted. */
async function timed(plane: ControlPlane, namespace: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < requests; count += 1) {
    const start = performance.now();
    await plane.admin.create(pod(namespace), { dryRun: true });
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1).padStart(6);

describe("admission of a pod", () => {
  it(`is measured over ${String(requests)} requests: without webhooks, with Gatekeeper, and with every constraint`, async () => {
    const plane = await controlPlane();
    await plane.namespace("timed");
    const rows: [string, readonly number[]][] = [["exempt namespace, no webhook", await timed(plane, "kube-system")]];
    rows.push(["Gatekeeper, no constraint", await timed(plane, "timed")]);
    const constraints = new Constraints(plane.admin);
    await inParallel(admissionCheckIds, async (id) => {
      await constraints.define(constraintTemplate(id));
      await constraints.enforce(constraint(id, decisions));
    });
    const root = { ...pod("timed"), spec: { containers: [{ name: "web", image: "web" }] } };
    await assert.rejects(plane.admin.create(root, { dryRun: true }), /\[pod-runs-as-nonroot\]/, "the constraints are not in force");
    rows.push([`Gatekeeper, every constraint (${String(admissionCheckIds.length)})`, await timed(plane, "timed")]);
    await constraints.removeAll();
    console.log(`      ${"ms".padEnd(34)}   p50    p95`);
    for (const [name, times] of rows) console.log(`      ${name.padEnd(34)}${quantile(times, 0.5)} ${quantile(times, 0.95)}`);
  });
});
