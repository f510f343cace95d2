import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import { type Verdict, demand, fail, pass, worst } from "../../../policies/preview/verdict";
import type { LiveCheck } from "../check";
import { constraintGroup } from "../kubernetes/kinds";

const webhooksType = "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration";
const templatesType = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";
const webhookName = "gatekeeper-validating-webhook-configuration";

/** Gatekeeper's audit looks every minute; what it has not looked at for this long it does not look at. */
const staleAfter = 15 * 60_000;

const closes = (configuration: Reader): Verdict =>
  worst(
    configuration.every("webhooks", (webhook) =>
      webhook.expect(
        "failurePolicy",
        (policy) => policy === "Fail",
        "a webhook of Gatekeeper lets pass what it cannot judge; set failurePolicy: Fail",
      ),
    ),
  );

/** One type for each template that is installed. */
const constraints = (plan: Plan): readonly Reader[] =>
  plan.ofType(templatesType).flatMap((template) => {
    const kind = template.read("spec.crd.spec.names.kind");
    return typeof kind === "string" ? plan.ofType(`kubernetes:${constraintGroup}/v1beta1:${kind}`) : [];
  });

function audited(constraint: Reader, readAt: number): Verdict {
  const time = constraint.read("status.auditTimestamp");
  const age = typeof time === "string" ? readAt - Date.parse(time) : Infinity;
  if (!(age <= staleAfter)) return fail("Gatekeeper's audit has not looked for a quarter of an hour; see whether it runs");
  return demand(constraint.read("status.totalViolations") === 0, "objects in the cluster break the constraint; its status names them");
}

const failsClosed: LiveCheck = (plan, { clusterUrn }) => {
  const found = plan.ofType(webhooksType).filter((one) => one.read("metadata.name") === webhookName);
  return found.length === 0
    ? [{ urn: clusterUrn, verdict: fail("Gatekeeper's webhook is not there, so nothing is refused; install the platform's release again") }]
    : found.map((one) => ({ urn: one.urn, verdict: closes(one) }));
};

const clean: LiveCheck = (plan, { clusterUrn, readAt }) => {
  const all = constraints(plan);
  return all.length === 0
    ? [{ urn: clusterUrn, verdict: fail("no constraint is in the cluster, so nothing is refused; update the stack") }]
    : all.map((one) => ({ urn: one.urn, verdict: worst([pass, audited(one, readAt)]) }));
};

export const admissionChecks = {
  "admission-webhook-fails-closed": failsClosed,
  "admission-audit-clean": clean,
} as const satisfies Record<string, LiveCheck>;
