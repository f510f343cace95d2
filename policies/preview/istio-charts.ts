import type { Settings } from "../settings";
import type { PreviewCheck } from "./check";
import type { Known, Reader } from "./reader";
import { onRelease } from "./releases";
import { isFalse, isTrue, numberOf } from "./tree";
import { type Verdict, all, demand, pass, worst } from "./verdict";

/** What Istio's charts are told. Defaults are those of their values files, 1.30. */

/** Versions of TLS, in the words of Istio. */
export const acceptedTls = new Set<Known>(["TLSV1_2", "TLSV1_3"]);

const tlsFloor = (values: Reader): Verdict =>
  all(
    ...["meshMTLS", "tlsDefaults"].map((key) =>
      values.expect(
        `meshConfig.${key}.minProtocolVersion`,
        (version) => version === undefined || acceptedTls.has(version),
        "old TLS is taken; set meshConfig.meshMTLS and meshConfig.tlsDefaults to minProtocolVersion: TLSV1_2",
      ),
    ),
  );

const registryOnly = (values: Reader): Verdict =>
  values.expect(
    "meshConfig.outboundTrafficPolicy.mode",
    (mode) => mode === "REGISTRY_ONLY",
    "workloads reach any host; set meshConfig.outboundTrafficPolicy.mode: REGISTRY_ONLY",
  );

const hours = (text: Known): number => {
  const [, number = "", unit] = /^(\d+(?:\.\d+)?)([hms])$/.exec(typeof text === "string" ? text : "") ?? [];
  return number === "" ? Number.NaN : Number(number) / ({ h: 1, m: 60, s: 3600 }[unit ?? ""] ?? 1);
};

/** Istio's own default is 90 days. */
const shortLived = (values: Reader, { parameters }: Settings): Verdict =>
  values.expect(
    "env.MAX_WORKLOAD_CERT_TTL",
    (ttl) => hours(ttl) <= parameters["mesh.cert.ttl.hours"],
    "certificates of workloads live long; set env.MAX_WORKLOAD_CERT_TTL to mesh.cert.ttl.hours or less",
  );

/** Who is asked about requests (action CUSTOM) has to say yes: silence is a no. */
const authorisationCloses = (values: Reader): Verdict =>
  worst([
    pass,
    ...values.every("meshConfig.extensionProviders", (provider) =>
      worst(
        ["envoyExtAuthzGrpc", "envoyExtAuthzHttp"].flatMap((kind) =>
          provider.read(kind) === undefined
            ? []
            : [
                provider.expect(
                  `${kind}.failOpen`,
                  (open) => !isTrue(open),
                  "requests pass when nobody can be asked about them; set failOpen: false in meshConfig.extensionProviders",
                ),
                provider.expect(
                  `${kind}.statusOnError`,
                  (status) => status === undefined || /^[45]\d\d$/.test(typeof status === "string" ? status : ""),
                  "a request that nobody could be asked about looks answered; set statusOnError to 403 or 503",
                ),
              ],
        ),
      ),
    ),
  ]);

const injects = (values: Reader): Verdict =>
  all(
    values.expect(
      "cni.enabled",
      (on) => on === true,
      "every pod needs rights on its network; set cni.enabled: true and install the chart cni",
    ),
    values.expect(
      "sidecarInjectorWebhook.rewriteAppHTTPProbe",
      (on) => on !== false,
      "probes fail where mutual TLS is asked for; leave sidecarInjectorWebhook.rewriteAppHTTPProbe out",
    ),
    values.expect("global.proxy.privileged", (on) => on !== true, "sidecars are privileged; leave global.proxy.privileged out"),
    values.expect("global.proxy.autoInject", (on) => on !== "disabled", "no pod gets a sidecar; leave global.proxy.autoInject out"),
  );

/** Enough replicas that one may go, and a budget that keeps the others. */
const istiodSurvives = (values: Reader): Verdict =>
  all(
    values.inspect("autoscaleEnabled", (autoscaled) =>
      isFalse(autoscaled)
        ? values.expect("replicaCount", (count) => (numberOf(count ?? 1) ?? 0) >= 2, "a drain stops injection; set replicaCount: 2 or more")
        : values.expect(
            "autoscaleMin",
            (count) => (numberOf(count ?? 1) ?? 0) >= 2,
            "a drain stops injection; set autoscaleMin: 2 or more",
          ),
    ),
    values.expect(
      "global.defaultPodDisruptionBudget.enabled",
      (enabled) => enabled !== false,
      "a drain may take every replica; leave global.defaultPodDisruptionBudget out",
    ),
    values.inspect("pdb.minAvailable", (least) =>
      values.inspect("replicaCount", (count) =>
        demand(
          typeof least !== "number" || count === undefined || least < (numberOf(count) ?? 0),
          "the budget lets no replica go, so that a drain never ends; set pdb.minAvailable below replicaCount",
        ),
      ),
    ),
  );

const gatewaySurvives = (values: Reader): Verdict =>
  all(
    values.inspect("autoscaling.enabled", (autoscaled) =>
      autoscaled === false
        ? values.expect(
            "replicaCount",
            (count) => (numberOf(count ?? 1) ?? 0) >= 2,
            "a drain closes the way in; set replicaCount: 2 or more",
          )
        : values.expect(
            "autoscaling.minReplicas",
            (count) => (numberOf(count ?? 1) ?? 0) >= 2,
            "a drain closes the way in; set autoscaling.minReplicas: 2 or more",
          ),
    ),
    values.inspect("podDisruptionBudget", () =>
      demand(values.keys("podDisruptionBudget").length > 0, "a drain may take every replica; set podDisruptionBudget.minAvailable"),
    ),
  );

export const istioChartChecks = {
  "istiod-tls-floor": onRelease("istiod", tlsFloor),
  "istiod-egress-registry-only": onRelease("istiod", registryOnly),
  "istiod-certificates-short-lived": onRelease("istiod", shortLived),
  "istiod-authorisation-fails-closed": onRelease("istiod", authorisationCloses),
  "istiod-injects-safely": onRelease("istiod", injects),
  "istiod-survives-drain": onRelease("istiod", istiodSurvives),
  "gateway-survives-drain": onRelease("gateway", gatewaySurvives),
} as const satisfies Record<string, PreviewCheck>;
