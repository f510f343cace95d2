import { admissionCheckIds } from "../../policies/admission";
import { constraintKind } from "../../policies/admission/kind";
import type { PlannedResource } from "../../policies/preview/plan";
import { follow } from "../../policies/preview/tree";
import { type Weakenings, gone, to } from "./weakening";

/** Where no data of people is, rules may be tried out. */
const outsideDevelopment = (_: PlannedResource, beside: readonly PlannedResource[]) => {
  const development = beside.some(({ inputs }) => follow(inputs, "metadata.labels.environment") === "development");
  return development ? undefined : "admission-constraint-denies";
};

const constraint: Weakenings[string] = {
  MISSING: [gone("admission-constraints-complete")],
  "metadata.name": [to("another", "admission-constraints-complete")],
  "spec.enforcementAction": [to("warn", outsideDevelopment), to("dryrun", "admission-constraint-denies")],
  "spec.match.excludedNamespaces.*": [to("*", "admission-constraint-denies")],
  "spec.match.kinds.*.apiGroups.*": [to("none.example.com", "admission-constraint-denies")],
  "spec.match.kinds.*.kinds.*": [gone("admission-constraint-denies"), to("Nothing", "admission-constraint-denies")],
};

/** One that leaves no namespace out. */
const everywhere: Weakenings[string] = Object.fromEntries(
  Object.entries(constraint).filter(([path]) => path !== "spec.match.excludedNamespaces.*"),
);

const constraints: Weakenings = Object.fromEntries(
  admissionCheckIds.map((id) => [
    `kubernetes:constraints.gatekeeper.sh/v1beta1:${constraintKind(id)}`,
    id === "runtime-namespace-protected" ? everywhere : constraint,
  ]),
);

/** What judges objects when they enter the cluster. */
export const admissionWeakenings: Weakenings = {
  ...constraints,
  "kubernetes:config.gatekeeper.sh/v1alpha1:Config": {
    "spec.match.*.excludedNamespaces.*": [to("*", "gatekeeper-audit-exemptions-listed")],
  },
  "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate": {
    MISSING: [gone("admission-constraints-complete")],
    "spec.crd.spec.names.kind": [to("Another", "admission-constraints-complete")],
    "spec.targets.*.code.*.source.libs.*": [gone("admission-template-as-tested"), to("package lib.none", "admission-template-as-tested")],
    "spec.targets.*.code.*.source.rego": [gone("admission-template-as-tested"), to("package none", "admission-template-as-tested")],
  },
};
