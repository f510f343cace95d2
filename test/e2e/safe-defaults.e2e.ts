import assert from "node:assert/strict";
import { safeDefaults } from "../../components/gatekeeper/safe-defaults";
import { constraint, constraintTemplate } from "../../policies/admission";
import { decisions, variantsOf } from "../rego/samples";
import { ControlPlane } from "./control-plane";
import { compliantPod } from "./compliant-pod";
import { eventually } from "./eventually";
import type { KubernetesObject } from "./kubernetes/client";
import { Constraints } from "./kubernetes/gatekeeper";
import { inParallel } from "./parallel";

const namespace = "filled-in";
const asked = ["pod-seccomp-profile-set", "pod-drops-all-capabilities", "pod-no-automounted-token"] as const;

interface Container {
  readonly securityContext?: { readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] } };
}

/** A pod that leaves out what Gatekeeper fills in. */
const silent = {
  ...compliantPod,
  metadata: { name: "silent", labels: { owner: "records-team", "data-class": "phi", environment: "development" } },
  spec: {
    securityContext: { runAsNonRoot: true },
    containers: (compliantPod.spec?.["containers"] as readonly Container[]).map((container) => ({
      ...container,
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    })),
  },
};

describe("safe defaults", () => {
  let plane: ControlPlane;

  before(async () => {
    plane = await ControlPlane.start({ safeDefaults: true });
    await plane.namespace(namespace);
    const constraints = new Constraints(plane.admin);
    await inParallel(asked, (id) => constraints.define(constraintTemplate(id)));
    await inParallel(asked, (id) => constraints.enforce(constraint(id, decisions)));
    await inParallel(safeDefaults([]), (object) => plane.admin.apply(object));
    // Gatekeeper says of no mutation that it is in force.
    await eventually("mutations are in force", () => create(silent), 60);
  });

  after(() => plane.stop());

  const create = (object: object): Promise<KubernetesObject> =>
    plane.admin.create(
      { ...(object as KubernetesObject), metadata: { ...(object as KubernetesObject).metadata, namespace } },
      { dryRun: true },
    );

  for (const variant of variantsOf({ name: "what says nothing", object: silent, inventory: [] }).filter(
    ({ object }) => object.kind !== "PodTemplate",
  ))
    it(`make ${variant.name} keep the rules`, async () => {
      await create(variant.object);
    });

  it("change nothing that somebody wrote: what breaks a rule is refused", async () => {
    const spec = silent.spec;
    const wrong = [
      { ...silent, spec: { ...spec, automountServiceAccountToken: true } },
      { ...silent, spec: { ...spec, securityContext: { ...spec.securityContext, seccompProfile: { type: "Unconfined" } } } },
      {
        ...silent,
        spec: {
          ...spec,
          containers: spec.containers.map((container) => ({
            ...container,
            securityContext: { ...container.securityContext, capabilities: { add: ["NET_RAW"], drop: ["CHOWN"] } },
          })),
        },
      },
    ];
    for (const object of wrong) await assert.rejects(create(object), /denied the request/);
  });
});
