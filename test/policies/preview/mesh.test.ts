import { meshChecks as checks } from "../../../policies/preview/mesh";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const release = (chart: Value, values: Value = {}) => planned("kubernetes:helm.sh/v3:Release", "release", { chart, values });
const istiod = (values: Value) => release("istiod", values);
const object = (token: string, inputs: Inputs, namespace: Value = "istio-system", from = {}) =>
  planned(`kubernetes:${token}`, "object", { metadata: { name: "object", namespace }, ...inputs }, from);

const authentication = (spec: Value, namespace?: Value, version = "v1") =>
  object(`security.istio.io/${version}:PeerAuthentication`, { spec }, namespace);
const authorization = (spec: Value, namespace?: Value) => object("security.istio.io/v1:AuthorizationPolicy", { spec }, namespace);
const telemetry = (spec: Value, namespace?: Value) => object("telemetry.istio.io/v1:Telemetry", { spec }, namespace);

table("mesh-present", checks["mesh-present"], [
  { it: "accepts istiod", given: [platform, istiod({})], want: "pass" },
  { it: "refuses a platform without it", given: platform, want: "fail" },
  { it: "refuses another chart", given: [platform, release("gatekeeper")], want: "fail" },
  { it: "has nothing to say of another program", given: istiod({}), want: {} },
]);

table("mesh-strict-by-default", checks["mesh-strict-by-default"], [
  { it: "accepts STRICT in the root namespace", given: [platform, authentication({ mtls: { mode: "STRICT" } })], want: "pass" },
  {
    it: "accepts the older version",
    given: [platform, authentication({ mtls: { mode: "STRICT" } }, "istio-system", "v1beta1")],
    want: "pass",
  },
  { it: "refuses none", given: platform, want: "fail" },
  { it: "refuses one of another namespace", given: [platform, authentication({ mtls: { mode: "STRICT" } }, "tenant")], want: "fail" },
  { it: "refuses one for some workloads", given: [platform, authentication({ mtls: { mode: "STRICT" }, selector: {} })], want: "fail" },
  { it: "refuses the default, which takes both", given: [platform, authentication({})], want: "fail" },
  { it: "defers an unknown mode", given: [platform, authentication({ mtls: { mode: UNKNOWN } })], want: "deferred" },
  {
    it: "cannot tell of a namespace that is out of sight",
    given: [platform, authentication({ mtls: { mode: "STRICT" } }, new Hidden("ciphertext"))],
    want: "not-evaluated",
  },
  { it: "defers an unknown namespace", given: [platform, authentication({ mtls: { mode: "STRICT" } }, UNKNOWN)], want: "deferred" },
]);

table("peerauthentication-strict", checks["peerauthentication-strict"], [
  { it: "accepts STRICT", given: authentication({ mtls: { mode: "STRICT" } }), want: "pass" },
  { it: "accepts what is inherited", given: authentication({}), want: "pass" },
  { it: "refuses PERMISSIVE", given: authentication({ mtls: { mode: "PERMISSIVE" } }), want: "fail" },
  { it: "refuses a port in clear", given: authentication({ portLevelMtls: { "8080": { mode: "DISABLE" } } }), want: "fail" },
  { it: "defers an unknown mode", given: authentication({ mtls: { mode: UNKNOWN } }), want: "deferred" },
  { it: "defers unknown ports", given: authentication({ portLevelMtls: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden spec", given: authentication(new Hidden("ciphertext")), want: "not-evaluated" },
]);

table("mesh-denies-by-default", checks["mesh-denies-by-default"], [
  { it: "accepts an empty spec in the root namespace", given: [platform, authorization({})], want: "pass" },
  { it: "accepts an empty list of rules", given: [platform, authorization({ rules: [] })], want: "pass" },
  { it: "refuses a part of the workloads", given: [platform, authorization({ selector: { matchLabels: { app: "one" } } })], want: "fail" },
  { it: "defers unknown rules", given: [platform, authorization({ rules: UNKNOWN })], want: "deferred" },
  { it: "accepts no spec at all", given: [platform, authorization(undefined)], want: "pass" },
  { it: "refuses none", given: platform, want: "fail" },
  { it: "refuses one that allows", given: [platform, authorization({ rules: [{}] })], want: "fail" },
  { it: "refuses one of another namespace", given: [platform, authorization({}, "tenant")], want: "fail" },
  { it: "defers an unknown spec", given: [platform, authorization(UNKNOWN)], want: "deferred" },
]);

const allowing = (source: Value) => authorization({ rules: [{ from: [{ source }] }] }, "tenant");
table("authorizationpolicy-names-sources", checks["authorizationpolicy-names-sources"], [
  { it: "accepts a service account", given: allowing({ principals: ["cluster.local/ns/a/sa/b"] }), want: "pass" },
  { it: "refuses everybody", given: authorization({ rules: [{}] }, "tenant"), want: "fail" },
  { it: "refuses addresses alone", given: allowing({ ipBlocks: ["10.0.0.0/8"] }), want: "fail" },
  { it: "refuses any principal", given: allowing({ principals: ["*"] }), want: "fail" },
  { it: "does not ask what denies", given: authorization({ action: "DENY", rules: [{}] }, "tenant"), want: "not-applicable" },
  { it: "does not ask the gateway's namespace", given: authorization({ rules: [{}] }, "istio-ingress"), want: "not-applicable" },
  { it: "defers unknown principals", given: allowing({ principals: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown principal among named ones", given: allowing({ principals: ["a", UNKNOWN] }), want: "deferred" },
  { it: "defers a failure of an unknown namespace", given: authorization({ rules: [{}] }, UNKNOWN), want: "deferred" },
]);

const logged = { accessLogging: [{ providers: [{ name: "envoy" }] }] };
table("mesh-requests-logged", checks["mesh-requests-logged"], [
  { it: "accepts a Telemetry of the root namespace", given: [platform, telemetry(logged)], want: "pass" },
  {
    it: "accepts a file of istiod's",
    given: [platform, istiod({ meshConfig: { accessLogFile: "/dev/stdout" } })],
    want: "pass",
  },
  { it: "refuses none", given: [platform, istiod({})], want: "fail" },
  { it: "refuses one that is off", given: [platform, telemetry({ accessLogging: [{ disabled: true }] })], want: "fail" },
  { it: "refuses one for some requests", given: [platform, telemetry({ accessLogging: [{ filter: { expression: "x" } }] })], want: "fail" },
  { it: "refuses one of another namespace", given: [platform, telemetry(logged, "tenant")], want: "fail" },
  { it: "defers an unknown spec", given: [platform, telemetry(UNKNOWN)], want: "deferred" },
]);

const secret = (name: Value, namespace: Value) => planned("kubernetes:core/v1:Secret", "secret", { metadata: { name, namespace } });
table("mesh-root-of-your-own", checks["mesh-root-of-your-own"], [
  { it: "accepts a root of one's own", given: [platform, secret("cacerts", "istio-system")], want: "pass" },
  { it: "cannot tell without one: people may have put it there", given: platform, want: "not-evaluated" },
  { it: "defers an unknown namespace", given: [platform, secret("cacerts", UNKNOWN)], want: "deferred" },
]);

const rule = (spec: Value) => object("networking.istio.io/v1:DestinationRule", { spec }, "tenant");
table("destinationrule-keeps-tls", checks["destinationrule-keeps-tls"], [
  { it: "accepts the mesh's own TLS", given: rule({ host: "api", trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } }), want: "pass" },
  { it: "accepts no policy", given: rule({ host: "api.tenant.svc.cluster.local" }), want: "pass" },
  { it: "refuses none", given: rule({ host: "api", trafficPolicy: { tls: { mode: "DISABLE" } } }), want: "fail" },
  { it: "refuses none for every host", given: rule({ host: "*", trafficPolicy: { tls: { mode: "DISABLE" } } }), want: "fail" },
  {
    it: "refuses none for a port",
    given: rule({ host: "api.tenant.svc", trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: "DISABLE" } }] } }),
    want: "fail",
  },
  {
    it: "refuses none for a subset",
    given: rule({ host: "api", subsets: [{ trafficPolicy: { tls: { mode: "DISABLE" } } }] }),
    want: "fail",
  },
  {
    it: "does not ask hosts outside",
    given: rule({ host: "api.example.com", trafficPolicy: { tls: { mode: "DISABLE" } } }),
    want: "not-applicable",
  },
  { it: "defers an unknown host", given: rule({ host: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown mode", given: rule({ host: "api", trafficPolicy: { tls: { mode: UNKNOWN } } }), want: "deferred" },
]);

const entry = (hosts: Value) => object("networking.istio.io/v1:ServiceEntry", { spec: { hosts } }, "tenant");
table("serviceentry-hosts-named", checks["serviceentry-hosts-named"], [
  { it: "accepts names", given: entry(["api.example.com", "*.example.com"]), want: "pass" },
  { it: "refuses every host", given: entry(["*"]), want: "fail" },
  { it: "refuses a whole top-level domain", given: entry(["*.com"]), want: "fail" },
  { it: "refuses none", given: entry([]), want: "fail" },
  { it: "defers an unknown host", given: entry(["api.example.com", UNKNOWN]), want: "deferred" },
]);

table("serviceentry-hosts-listed", checks["serviceentry-hosts-listed"], [
  { it: "has no list by default", given: entry(["api.example.com"]), want: "not-evaluated" },
  {
    it: "accepts hosts of the list",
    given: entry(["api.example.com"]),
    settings: { parameters: { "egress.allowlist": ["api.example.com"] } },
    want: "pass",
  },
  {
    it: "refuses others",
    given: entry(["other.example.com"]),
    settings: { parameters: { "egress.allowlist": ["api.example.com"] } },
    want: "fail",
  },
]);

const gateway = (servers: Value) => object("networking.istio.io/v1:Gateway", { spec: { servers } }, "istio-ingress");
table("gateway-tls-only", checks["gateway-tls-only"], [
  { it: "accepts TLS", given: gateway([{ tls: { mode: "SIMPLE" } }]), want: "pass" },
  { it: "accepts 1.2 written out", given: gateway([{ tls: { mode: "MUTUAL", minProtocolVersion: "TLSV1_2" } }]), want: "pass" },
  { it: "accepts a redirect", given: gateway([{ tls: { httpsRedirect: true } }]), want: "pass" },
  { it: "refuses clear text", given: gateway([{ port: { number: 80 } }]), want: "fail" },
  { it: "refuses old TLS", given: gateway([{ tls: { mode: "SIMPLE", minProtocolVersion: "TLSV1_0" } }]), want: "fail" },
  { it: "refuses to let others end TLS", given: gateway([{ tls: { mode: "PASSTHROUGH" } }]), want: "fail" },
  { it: "refuses one of several", given: gateway([{ tls: { mode: "SIMPLE" } }, {}]), want: "fail" },
  { it: "defers an unknown mode", given: gateway([{ tls: { mode: UNKNOWN } }]), want: "deferred" },
]);
