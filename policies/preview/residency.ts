import { type Judged, type PreviewCheck, onEachInPlan, onPlan } from "./check";
import { type Statement, onStatements } from "./iam-document";
import { keyType, replicaType } from "./kms-types";
import { type Plan, firstOf } from "./plan";
import type { Reader, Known } from "./reader";
import { Hidden, UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, fail, notEvaluated, pass, worst } from "./verdict";

const providerType = "pulumi:providers:aws";
const policyType = "aws:organizations/policy:Policy";
const serviceControl = "SERVICE_CONTROL_POLICY";
const stackType = "pulumi:pulumi:Stack";

const outside = "the region is not an allowed one; name an allowed region, or add this one to allowedRegions";
const noList = notEvaluated("no region is excluded: set compliant-eks:platform.allowedRegions");

/** A region that is absent comes from the environment of whoever runs the program. */
function allowedRegion(reader: Reader, allowed: readonly string[]): Verdict {
  if (allowed.length === 0) return noList;
  return reader.inspect("region", (region) => {
    if (region === undefined || region === "") return notEvaluated("the region comes from the environment; set aws:region");
    return demand(typeof region === "string" && allowed.includes(region), outside);
  });
}

const isAws = (reader: Reader): boolean => reader.type.startsWith("aws:");

/** Resources that name a region themselves; all others are where their provider is. */
function ownRegions(plan: Plan, allowed: readonly string[]): readonly Judged[] {
  const placed = plan.all().filter((reader) => isAws(reader) && reader.read("region") !== undefined);
  return placed.map((reader) => ({ urn: reader.urn, verdict: allowedRegion(reader, allowed) }));
}

/** A file of resources without their providers cannot show where they are. */
function providerRegions(plan: Plan, allowed: readonly string[]): readonly Judged[] {
  const providers = plan.ofType(providerType);
  if (providers.length > 0) return providers.map((provider) => ({ urn: provider.urn, verdict: allowedRegion(provider, allowed) }));
  const first = plan.ofType(stackType)[0] ?? firstOf(plan.all().filter(isAws));
  if (first === undefined || !plan.all().some(isAws)) return [];
  return [{ urn: first.urn, verdict: notEvaluated("the providers, which hold the region, are not in this file") }];
}

/** Whether a region that a resource names for a copy is an allowed one. */
export const regionAllowed = (region: Known, allowed: readonly string[], message: string): Verdict =>
  allowed.length === 0 ? noList : demand(typeof region === "string" && allowed.includes(region), message);

/** A multi-region key is as far away as its farthest replica. */
function keyRegions(key: Reader, plan: Plan, allowed: readonly string[]): Verdict {
  return key.inspect("multiRegion", (multi) => {
    if (!isTrue(multi)) return pass;
    if (allowed.length === 0) return noList;
    const replicas = plan
      .ofType(replicaType, "aws:kms/replicaExternalKey:ReplicaExternalKey")
      .filter((replica) => replica.sources("primaryKeyArn").includes(key.urn));
    const unbound = fail("the key can be copied to any region; remove multiRegion, or replicate it to allowed regions in the same program");
    return replicas.length === 0 ? unbound : worst(replicas.map((replica) => placeOf(replica, plan, allowed)));
  });
}

/** Where a copy of something ends up: the region of the resource itself, or of its provider. */
export function placeOf(copy: Reader, plan: Plan, allowed: readonly string[]): Verdict {
  if (allowed.length === 0) return noList;
  const own = copy.read("region");
  if (own === UNKNOWN) return deferred("the region of a copy");
  if (own instanceof Hidden) return notEvaluated(own.reason);
  if (own !== undefined) return demand(typeof own === "string" && allowed.includes(own), `a copy is elsewhere: ${outside}`);
  const urn = copy.resource.provider?.split("::").slice(0, -1).join("::");
  const provider = urn === undefined ? undefined : plan.get(urn);
  return provider === undefined ? notEvaluated("the provider of a copy is not in this file") : allowedRegion(provider, allowed);
}

/** Denies everything outside a list of regions, save what is exempt by action, because global services are called in one region. */
const deniesElsewhere = (statement: Statement, allowed: readonly string[]): boolean =>
  !statement.allow &&
  statement.conditions.some(
    ({ operator, key, values }) =>
      key === "aws:requestedregion" &&
      /^string(notequals|notlike|notequalsignorecase)$/.test(operator) &&
      values.length > 0 &&
      values.every((region) => allowed.includes(region)),
  );

/** Only where the program manages the organisation: a service control policy is the one guard that the account cannot take off. */
function organisation(plan: Plan, allowed: readonly string[]): readonly Judged[] {
  const policies = plan.ofType(policyType).filter((policy) => (policy.read("type") ?? serviceControl) === serviceControl);
  const verdicts = policies.map((policy) =>
    allowed.length === 0
      ? noList
      : onStatements(policy, "content", (statements) =>
          demand(
            statements.some((statement) => deniesElsewhere(statement, allowed)),
            "no service control policy keeps accounts in allowed regions; deny by aws:RequestedRegion with StringNotEquals and allowedRegions",
          ),
        ),
  );
  const guarded = verdicts.some(({ status }) => status === "pass");
  return policies.map(({ urn }, index) => ({ urn, verdict: guarded ? pass : (verdicts[index] ?? noList) }));
}

export const residencyChecks = {
  "provider-region-allowed": onPlan(providerType, (plan, { parameters }) => providerRegions(plan, parameters["residency.allowed.regions"])),
  "resource-region-allowed": onPlan([], (plan, { parameters }) => ownRegions(plan, parameters["residency.allowed.regions"])),
  "kms-key-stays-in-region": onEachInPlan(keyType, (key, plan, { parameters }) =>
    keyRegions(key, plan, parameters["residency.allowed.regions"]),
  ),
  "organisation-denies-other-regions": onPlan(policyType, (plan, { parameters }) =>
    organisation(plan, parameters["residency.allowed.regions"]),
  ),
} as const satisfies Record<string, PreviewCheck>;
