import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { admissionCheckIds, constraintTemplate } from "../../policies/admission";
import type { ControlPlane } from "./control-plane";
import { objectsIn } from "./helm/render";
import { Constraints } from "./kubernetes/gatekeeper";
import { referenceOf } from "./kubernetes/client";
import { inParallel } from "./parallel";
import { controlPlane } from "./shared-control-plane";
import { stacks } from "./support";
import { type KubernetesTool, findKubernetes } from "./tools/kubernetes";

interface Ran {
  readonly status: number | null;
  /** Without the lines that say of an object that it was applied. */
  readonly output: string;
}

function tool(command: KubernetesTool, ...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(findKubernetes(command), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const problems = `${stdout}${stderr}`.split("\n").filter((line) => !line.includes(" serverside-applied"));
  return { status, output: problems.join("\n") };
}

describe("what is rendered of a stack", () => {
  let plane: ControlPlane;
  let constraints: Constraints;
  let kubeconfig: string;
  const base = mkdtempSync(join(tmpdir(), "rendered-"));
  const folder = (stack: string, ...parts: readonly string[]): string => join(base, stack, ...parts);

  before(async () => {
    plane = await controlPlane();
    kubeconfig = plane.kubeconfig({ name: "reader-of-files", groups: ["system:masters"] });
    constraints = new Constraints(plane.admin);
    await inParallel(admissionCheckIds, (id) => constraints.define(constraintTemplate(id)));
    for (const stack of stacks) {
      const { status, stderr } = spawnSync("node", ["audit/cli/compliant-eks.cjs", "render", "--stack", stack, "--out", folder(stack)], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
    }
  });

  after(async () => {
    const files = stacks.flatMap((stack) =>
      readdirSync(folder(stack, "objects/1-namespaces")).map((file) => folder(stack, "objects/1-namespaces", file)),
    );
    const own = files
      .flatMap((file) => objectsIn(readFileSync(file, "utf8")))
      .filter(({ metadata }) => metadata.name !== "gatekeeper-system");
    for (const namespace of own) await plane.admin.delete(referenceOf(namespace));
    rmSync(base, { recursive: true, force: true });
    await constraints.removeAll();
  });

  const apply = (path: string, ...options: readonly string[]): Ran =>
    tool(
      "kubectl",
      `--kubeconfig=${kubeconfig}`,
      "apply",
      "--server-side",
      "--force-conflicts",
      "--validate=strict",
      "--recursive",
      `--filename=${path}`,
      ...options,
    );

  for (const stack of stacks) {
    describe(stack, () => {
      it("is taken by an API server that applies and validates strictly", () => {
        const { status, output } = apply(folder(stack, "objects/1-namespaces"));
        assert.equal(status, 0, output);
        for (const part of ["objects", "patches"]) {
          const tried = apply(folder(stack, part), "--dry-run=server");
          assert.equal(tried.status, 0, tried.output);
        }
      });

      it("keeps every rule of the constraints that are rendered with it", () => {
        const { status, output } = tool("gator", "test", "--filename", folder(stack, "objects"));
        assert.equal(`${String(status)} ${output.trim()}`, "0 ");
      });

      it("raises nothing in an analysis by Istio", () => {
        const { status, output } = tool(
          "istioctl",
          "analyze",
          "--use-kube=false",
          folder(stack, "objects/1-namespaces"),
          folder(stack, "objects/4-others"),
        );
        assert.equal(status, 0, output);
        assert.match(output, /No validation issues found/);
      });
    });
  }
});
