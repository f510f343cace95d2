import { guardedClasses } from "../settings/model";
import { type PreviewCheck, onEachInPlan } from "./check";
import type { Plan } from "./plan";
import { podTypes } from "./pods";
import type { Known, Reader } from "./reader";
import { inNamespace, ofTenant, whole } from "./system-namespaces";
import { type Verdict, all, anyOf, demand, fail, notApplicable, notEvaluated, pass, worst } from "./verdict";

const namespaceType = "kubernetes:core/v1:Namespace";
const ofIstio = (group: string, kind: string, ...versions: readonly string[]): readonly string[] =>
  versions.map((version) => `kubernetes:${group}.istio.io/${version}:${kind}`);

const authenticationTypes = ofIstio("security", "PeerAuthentication", "v1", "v1beta1");
const tokenTypes = ofIstio("security", "RequestAuthentication", "v1", "v1beta1");
const authorizationTypes = ofIstio("security", "AuthorizationPolicy", "v1", "v1beta1");
const telemetryTypes = ofIstio("telemetry", "Telemetry", "v1", "v1alpha1");

const root = "istio-system";

const forEverybody = (object: Reader): Verdict => object.expect("spec.selector", (selector) => selector === undefined, "");

const strict = (policy: Reader): Verdict =>
  all(
    forEverybody(policy),
    policy.expect("spec.mtls.mode", (mode) => mode === "STRICT", ""),
  );

const verifies = (tokens: Reader): Verdict => all(forEverybody(tokens), ...tokens.every("spec.jwtRules", () => pass, fail("")));

const namesCallers = (policy: Reader): Verdict =>
  all(
    policy.expect("spec.action", (action) => action === undefined || action === "ALLOW", ""),
    ...policy.every(
      "spec.rules",
      (rule) =>
        worst(
          rule.every(
            "from",
            (from) =>
              worst(
                from.every(
                  "source.principals",
                  (principal) => principal.expect("", (name) => typeof name === "string" && !name.includes("*"), ""),
                  fail(""),
                ),
              ),
            fail(""),
          ),
        ),
      fail(""),
    ),
  );

const logs = (telemetry: Reader): Verdict =>
  all(
    forEverybody(telemetry),
    ...telemetry.every(
      "spec.accessLogging",
      (entry) =>
        all(
          entry.expect("disabled", (disabled) => disabled !== true, ""),
          entry.expect("filter", (filter) => filter === undefined, ""),
        ),
      fail(""),
    ),
  );

/** What has to be there, where it may be, and what to write when it is not. */
const guards: readonly {
  readonly types: readonly string[];
  readonly orRoot: boolean;
  readonly holds: (object: Reader) => Verdict;
  readonly otherwise: string;
}[] = [
  {
    types: authenticationTypes,
    orRoot: true,
    holds: strict,
    otherwise: "nothing makes the namespace speak mutual TLS only; add a PeerAuthentication with spec.mtls.mode: STRICT",
  },
  {
    types: tokenTypes,
    orRoot: true,
    holds: verifies,
    otherwise: "nothing refuses false tokens in the namespace; add a RequestAuthentication with spec.jwtRules",
  },
  {
    types: authorizationTypes,
    orRoot: false,
    holds: namesCallers,
    otherwise: "nobody is named who may call in the namespace; add an AuthorizationPolicy that names principals",
  },
  {
    types: telemetryTypes,
    orRoot: true,
    holds: logs,
    otherwise: "requests in the namespace leave no line; add a Telemetry with spec.accessLogging",
  },
];

const guardedAt = (plan: Plan, name: Known): Verdict =>
  worst(
    guards.map(({ types, orRoot, holds, otherwise }) =>
      anyOf(
        plan.ofType(...types).map((object) =>
          all(
            inNamespace(object, (at) => at === name || (orRoot && at === root)),
            holds(object),
          ),
        ),
        otherwise,
      ),
    ),
  );

/** What the namespace of a workload asks for; another program may own a namespace that is not in this one. */
function workload(resource: Reader, plan: Plan): Verdict {
  const places = plan.ofType(namespaceType).map((namespace) => ({
    here: namespace.inspect("metadata.name", (name) => inNamespace(resource, (at) => at === name)),
    asks: () =>
      namespace.inspect('metadata.labels["data-class"]', (dataClass) =>
        guardedClasses.has(dataClass) ? namespace.inspect("metadata.name", (name) => guardedAt(plan, name)) : demand(true, ""),
      ),
  }));
  const found = places.filter(({ here }) => here.status !== "fail");
  if (found.length === 0)
    return notEvaluated("the namespace is not in this program; whether it holds health or card data is judged at admission");
  return worst(found.map(({ here, asks }) => (here.status === "pass" ? asks() : asks().status === "pass" ? notApplicable : here)));
}

export const guardedDataChecks = {
  "data-workloads-guarded": onEachInPlan(podTypes, (resource, plan) =>
    whole(resource, () => ofTenant(resource, () => workload(resource, plan))),
  ),
} as const satisfies Record<string, PreviewCheck>;
