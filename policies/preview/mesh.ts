import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { acceptedTls } from "./istio-charts";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Known, Reader } from "./reader";
import { chartName, releaseType } from "./releases";
import { inNamespace, ofTenant } from "./system-namespaces";
import { isTrue } from "./tree";
import { type Verdict, all, anyOf, demand, fail, notApplicable, notEvaluated, pass, worst } from "./verdict";

const ofIstio = (group: string, kind: string, ...versions: readonly string[]): readonly string[] =>
  versions.map((version) => `kubernetes:${group}.istio.io/${version}:${kind}`);

const authenticationTypes = ofIstio("security", "PeerAuthentication", "v1", "v1beta1");
const authorizationTypes = ofIstio("security", "AuthorizationPolicy", "v1", "v1beta1");
const destinationTypes = ofIstio("networking", "DestinationRule", "v1", "v1beta1", "v1alpha3");
const entryTypes = ofIstio("networking", "ServiceEntry", "v1", "v1beta1", "v1alpha3");
const gatewayTypes = ofIstio("networking", "Gateway", "v1", "v1beta1", "v1alpha3");
const telemetryTypes = ofIstio("telemetry", "Telemetry", "v1", "v1alpha1");

/** Where what is said holds for the whole mesh. */
const root = "istio-system";

const inherited = (mode: Known): boolean => mode === undefined || mode === null || mode === "UNSET";
const strictOrInherited = (mode: Known): boolean => inherited(mode) || mode === "STRICT";

const strict = (policy: Reader): Verdict =>
  worst([
    policy.expect("spec.mtls.mode", strictOrInherited, "workloads take traffic in clear; set spec.mtls.mode: STRICT"),
    policy.inspect("spec.portLevelMtls", () => pass),
    ...policy
      .keys("spec.portLevelMtls")
      .map((port) =>
        policy.expect(
          `spec.portLevelMtls["${port}"].mode`,
          strictOrInherited,
          "a port takes traffic in clear; leave it out of spec.portLevelMtls",
        ),
      ),
  ]);

const inRoot = (object: Reader): Verdict => inNamespace(object, (namespace) => namespace === root);

const forEverybody = (object: Reader): Verdict => object.expect("spec.selector", (selector) => selector === undefined, "");

const meshIsStrict = (plan: Plan): Verdict =>
  anyOf(
    plan.ofType(...authenticationTypes).map((policy) =>
      all(
        inRoot(policy),
        forEverybody(policy),
        policy.expect("spec.mtls.mode", (mode) => mode === "STRICT", ""),
      ),
    ),
    "nothing makes the whole mesh speak mutual TLS; add a PeerAuthentication with spec.mtls.mode: STRICT to istio-system",
  );

const deniesByDefault = (plan: Plan): Verdict =>
  anyOf(
    plan.ofType(...authorizationTypes).map((policy) =>
      all(
        inRoot(policy),
        policy.inspect("spec", () =>
          demand(
            policy.keys("spec").every((key) => key === "rules"),
            "",
          ),
        ),
        worst(policy.every("spec.rules", () => fail(""), pass)),
      ),
    ),
    "the mesh allows what nobody refused; add an AuthorizationPolicy with an empty spec to istio-system",
  );

const logsRequests = (plan: Plan): Verdict =>
  anyOf(
    [
      ...plan
        .ofType(...telemetryTypes)
        .map((one) => all(inRoot(one), forEverybody(one), ...one.every("spec.accessLogging", logging, fail("")))),
      ...istiods(plan).map((one) => one.expect("values.meshConfig.accessLogFile", (path) => path === "/dev/stdout", "")),
    ],
    "requests leave no line; add a Telemetry with spec.accessLogging to istio-system",
  );

const logging = (entry: Reader): Verdict =>
  all(
    entry.expect("disabled", (value) => value !== true, ""),
    entry.expect("filter", (filter) => filter === undefined, ""),
  );

const istiods = (plan: Plan): readonly Reader[] =>
  plan.ofType(releaseType).filter((release) => chartName(release.read("chart")) === "istiod");

const named = ["principals", "namespaces", "requestPrincipals", "serviceAccounts"];
const everybody = "the policy allows everybody; name principals or namespaces in spec.rules[].from";

/** What lets in from outside cannot name who asks; the gateway's namespace is the platform's own. */
function namesSources(policy: Reader): Verdict {
  return ofTenant(policy, () =>
    policy.inspect("spec.action", (action) =>
      action === undefined || action === "ALLOW"
        ? worst([pass, ...policy.every("spec.rules", (rule) => worst(rule.every("from", source, fail(everybody))))])
        : notApplicable,
    ),
  );
}

function source(from: Reader): Verdict {
  const items = named.flatMap((field) =>
    from.every(
      `source.${field}`,
      (item) =>
        item.expect("", (name) => field === "requestPrincipals" || name !== "*", "the policy allows any principal; name service accounts"),
      notApplicable,
    ),
  );
  return items.every(({ status }) => status === "not-applicable") ? fail(everybody) : worst(items);
}

/** Names of the mesh are its own, `*.svc.cluster.local` and short ones; everything else is outside. */
const inMesh = (host: Known): boolean =>
  typeof host === "string" && (!host.includes(".") || /\.(svc|local)$|\.svc\./.test(host) || host === "*");

const tlsKept = (rule: Reader): Verdict =>
  rule.inspect("spec.host", (host) => {
    if (!inMesh(host)) return notApplicable;
    const message = "traffic inside the mesh goes in clear; leave trafficPolicy.tls out, or set its mode: ISTIO_MUTUAL";
    const kept = (where: Reader): Verdict =>
      all(
        where.expect("trafficPolicy.tls.mode", (mode) => mode !== "DISABLE", message),
        ...where.every("trafficPolicy.portLevelSettings", (port) => port.expect("tls.mode", (mode) => mode !== "DISABLE", message)),
      );
    return worst([kept(rule.at("spec")), ...rule.every("spec.subsets", kept)]);
  });

const hostsNamed = (entry: Reader): Verdict =>
  worst(
    entry.every(
      "spec.hosts",
      (host) =>
        host.expect(
          "",
          (name) => typeof name === "string" && !/^\*?(\.[a-z]{2,24})?$/.test(name),
          "the entry opens every host; name the host in full",
        ),
      fail("the entry opens every host; name the host in full"),
    ),
  );

const listed = (entry: Reader, { parameters }: Settings): Verdict => {
  const allowed = parameters["egress.allowlist"];
  if (allowed.length === 0) return notEvaluated("no list of hosts outside the platform is given (egress.allowlist)");
  return worst(
    entry.every("spec.hosts", (host) =>
      host.expect(
        "",
        (name) => typeof name === "string" && allowed.includes(name),
        "the host is not in egress.allowlist; leave the entry out, or add the host",
      ),
    ),
  );
};

const encrypted = new Set<Known>(["SIMPLE", "MUTUAL", "ISTIO_MUTUAL", "OPTIONAL_MUTUAL"]);

const gatewayServer = (server: Reader): Verdict =>
  server.inspect("tls.httpsRedirect", (redirects) => {
    if (isTrue(redirects)) return pass;
    return all(
      server.expect(
        "tls.mode",
        (mode) => encrypted.has(mode),
        "the gateway takes traffic in clear; set tls.mode: SIMPLE or MUTUAL, or tls.httpsRedirect: true",
      ),
      server.expect(
        "tls.minProtocolVersion",
        (version) => version === undefined || version === "TLS_AUTO" || acceptedTls.has(version),
        "the gateway takes old TLS; set tls.minProtocolVersion: TLSV1_2",
      ),
    );
  });

const ownRoot = (plan: Plan): Verdict => {
  const secrets = plan.ofType("kubernetes:core/v1:Secret").filter((secret) => secret.read("metadata.name") === "cacerts");
  const found = anyOf(secrets.map(inRoot), "");
  return found.status === "fail"
    ? notEvaluated(
        "whether people put a root of their own (Secret cacerts) before istiod, which else makes its own, only the cluster shows",
      )
    : found;
};

const present = (plan: Plan): Verdict =>
  demand(istiods(plan).length > 0, "nothing encrypts traffic between workloads; install Istio (chart istiod)");

export const meshChecks = {
  "mesh-present": onPlatform(releaseType, present),
  "mesh-strict-by-default": onPlatform(authenticationTypes, meshIsStrict),
  "mesh-denies-by-default": onPlatform(authorizationTypes, deniesByDefault),
  "mesh-requests-logged": onPlatform(telemetryTypes, logsRequests),
  "mesh-root-of-your-own": onPlatform("kubernetes:core/v1:Secret", ownRoot),
  "peerauthentication-strict": onEach(authenticationTypes, strict),
  "authorizationpolicy-names-sources": onEachInPlan(authorizationTypes, namesSources),
  "destinationrule-keeps-tls": onEach(destinationTypes, tlsKept),
  "serviceentry-hosts-named": onEach(entryTypes, hostsNamed),
  "serviceentry-hosts-listed": onEach(entryTypes, listed),
  "gateway-tls-only": onEach(gatewayTypes, (gateway) => worst(gateway.every("spec.servers", gatewayServer))),
} as const satisfies Record<string, PreviewCheck>;
