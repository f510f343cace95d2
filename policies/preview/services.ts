import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import type { Known, Reader } from "./reader";
import { ofTenant } from "./system-namespaces";
import { isTrue } from "./tree";
import { type Verdict, all, demand, fail, notApplicable, pass, worst } from "./verdict";

const serviceType = "kubernetes:core/v1:Service";
const ingressTypes = ["networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1"].map(
  (version) => `kubernetes:${version}:Ingress`,
);

/** What tenants may not do, and the platform itself may. */
const ofTenants = (type: string, decide: (object: Reader) => Verdict): PreviewCheck =>
  onEachInPlan(type, (object) => ofTenant(object, () => decide(object)));

const notOfType = (type: string, message: string): PreviewCheck =>
  ofTenants(serviceType, (service) => service.expect("spec.type", (value) => value !== type, message));

const scheme = 'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]';
const oldScheme = 'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-internal"]';

/** Without an annotation the in-tree controller makes a load balancer on the internet. */
const internal = (service: Reader): Verdict =>
  service.inspect("spec.type", (type) =>
    type === "LoadBalancer"
      ? service.inspect(scheme, (value) =>
          value === "internal"
            ? pass
            : service.expect(
                oldScheme,
                (old) => value === undefined && isTrue(old),
                "the Service makes a load balancer on the internet; annotate it with aws-load-balancer-scheme: internal",
              ),
        )
      : notApplicable,
  );

const everyHost = "the Ingress takes every host; name the host in full";
const named = (host: Known): boolean => typeof host === "string" && host !== "" && !host.includes("*");

const hosts = (ingress: Reader): Verdict =>
  worst([
    pass,
    ...ingress.every("spec.rules", (rule) => rule.expect("host", named, everyHost)),
    ...["defaultBackend", "backend"].map((field) => ingress.expect(`spec.${field}`, (value) => value === undefined, everyHost)),
  ]);

const clear = 'the Ingress takes traffic in clear; set spec.tls, and the annotation kubernetes.io/ingress.allow-http: "false"';

export const serviceChecks = {
  "service-no-node-port": notOfType(
    "NodePort",
    "the Service opens a port on every node; set spec.type: ClusterIP, and route through the gateway",
  ),
  "service-no-load-balancer": notOfType(
    "LoadBalancer",
    "the Service makes a load balancer of its own; set spec.type: ClusterIP, and route through the gateway",
  ),
  "service-no-external-name": notOfType(
    "ExternalName",
    "the Service is an alias of a name outside; leave ExternalName, and declare a ServiceEntry",
  ),
  "service-no-external-ips": onEach(serviceType, (service) =>
    worst([
      pass,
      ...service.every("spec.externalIPs", () => fail("the Service claims addresses that are not its own; leave spec.externalIPs out")),
    ]),
  ),
  "service-load-balancer-internal": onEach(serviceType, internal),
  "ingress-host-named": onEach(ingressTypes, hosts),
  "ingress-tls-only": onEach(ingressTypes, (ingress) =>
    all(
      worst(ingress.every("spec.tls", (entry) => entry.inspect("", () => pass), fail(clear))),
      ingress.expect('metadata.annotations["kubernetes.io/ingress.allow-http"]', (value) => value === "false", clear),
    ),
  ),
  "service-account-no-automounted-token": ofTenants("kubernetes:core/v1:ServiceAccount", (account) =>
    account.expect(
      "automountServiceAccountToken",
      (value) => value === false,
      "every pod of the account gets a token for the Kubernetes API; set automountServiceAccountToken: false",
    ),
  ),
  "persistentvolume-not-static": onEach("kubernetes:core/v1:PersistentVolume", () =>
    demand(false, "the volume is made by hand, past the storage classes; leave it, and ask for one with a PersistentVolumeClaim"),
  ),
} as const satisfies Record<string, PreviewCheck>;
