import assert from "node:assert/strict";
import type { DrillReport } from "../../audit/drill/drill";
import { admissionProbes } from "../../audit/drill/admission";
import { rulesOf } from "../../components/namespaces/roles";
import { admissionCheckIds, constraint } from "../../policies/admission";
import { command } from "../audit/cli/support";
import { decisions } from "../rego/samples";
import { ControlPlane, type User } from "./control-plane";
import { Constraints } from "./kubernetes/gatekeeper";
import type { KubernetesObject } from "./kubernetes/client";
import { inParallel } from "./parallel";

/** Of the stack dev. */
const tenant = "patient-records";
const tooWide = "reads-secrets";
const rbac = "rbac.authorization.k8s.io";
const admin: User = { name: "driller", groups: ["system:masters"] };
const stranger: User = { name: "stranger", groups: [] };

const binding = (name: string, group: string, role: string): KubernetesObject => ({
  apiVersion: `${rbac}/v1`,
  kind: "RoleBinding",
  metadata: { name, namespace: tenant },
  roleRef: { apiGroup: rbac, kind: "Role", name: role },
  subjects: [{ apiGroup: rbac, kind: "Group", name: group }],
});

describe("the drill on a real cluster", () => {
  let plane: ControlPlane;
  let constraints: Constraints;

  before(async () => {
    plane = await ControlPlane.start();
    await plane.namespace(tenant);
    for (const persona of ["reader", "operator"] as const)
      await plane.admin.apply({
        apiVersion: `${rbac}/v1`,
        kind: "Role",
        metadata: { name: persona, namespace: tenant },
        rules: rulesOf(persona, "phi"),
      });
    await plane.admin.apply(binding("developers", "compliant-eks:developers", "reader"));
    await plane.admin.apply(binding("operators", "compliant-eks:operators", "operator"));
    // From a time before the constraints: they would refuse it now.
    await plane.admin.apply({
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name: tooWide },
      rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }],
    });
    constraints = new Constraints(plane.admin);
    await constraints.defineAll();
    await inParallel(admissionCheckIds, (id) => constraints.enforce(constraint(id, decisions)));
  });

  after(() => plane.stop());

  async function drill(user: User = admin): Promise<{ readonly code: number; readonly report: DrillReport }> {
    const ended = await command(["drill", "--stack", "dev", "--kubeconfig", plane.kubeconfig(user), "--format", "json"]);
    assert.notEqual(ended.out, "", ended.err);
    return { code: ended.code, report: JSON.parse(ended.out) as DrillReport };
  }

  const failing = ({ probes }: DrillReport) => probes.filter(({ status }) => status === "fail" || status === "error").map(({ id }) => id);

  it("shows that each check at admission refuses, and each persona is narrow; keeps nothing; and says what it did not try", async () => {
    const { code, report } = await drill();
    assert.deepEqual(
      report.probes.filter(({ status }) => status === "fail" || status === "error"),
      [],
    );
    assert.equal(code, 0);
    const tested = report.probes.filter(({ status }) => status === "pass").map(({ id }) => id);
    assert.deepEqual(tested, [...admissionProbes(tenant).map(({ id }) => id), "persona/developer", "persona/operator"]);
    assert.equal(report.summary["not-evaluated"], 6);
    for (const [version, kind] of [
      ["v1", "Pod"],
      ["v1", "Service"],
      ["networking.k8s.io/v1", "NetworkPolicy"],
    ] as const)
      assert.deepEqual(await plane.admin.list(version, kind, tenant), []);
  });

  it("fails for the check whose constraint is not in force, and for no other", async () => {
    await constraints.lift("service-no-node-port");
    const { code, report } = await drill();
    assert.equal(code, 1);
    assert.deepEqual(failing(report), ["admission/service-no-node-port"]);
    await constraints.enforce(constraint("service-no-node-port", decisions));
  });

  it("fails for a persona that may read Secrets, and names the right", async () => {
    const made = {
      ...binding(tooWide, "compliant-eks:developers", tooWide),
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: tooWide },
    };
    await plane.admin.apply(made);
    const { report } = await drill();
    assert.deepEqual(failing(report), ["persona/developer"]);
    assert.match(report.probes.find(({ id }) => id === "persona/developer")?.message ?? "", /may get secrets in patient-records/);
    await plane.admin.delete({ apiVersion: made.apiVersion, kind: made.kind, name: tooWide, namespace: tenant });
  });

  it("shows nothing to somebody who may not try", async () => {
    const { code, report } = await drill(stranger);
    assert.equal(code, 1);
    assert.equal(report.summary.pass, 0);
    assert.equal(report.summary.fail, 0);
  });
});
