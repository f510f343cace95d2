import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Flow } from "../args";
import { denyAll, podsOf, ranges, tcp, toDns, toIstiod } from "../peers";
import { gatewayNamespace, gatewayPorts } from "./names";
import { certificatePath } from "./values";

type Spec = types.input.networking.v1.NetworkPolicySpec;

const pods = { istio: "ingress" };

/**
 * What VirtualServices of tenants name as `istio-ingress/entrance`. The load balancer says no server name and compares no certificate, so
 * that the gateway takes every name here; which hosts may be asked for, `onlyOurHost` says.
 */
export const entrance = {
  apiVersion: "networking.istio.io/v1",
  kind: "Gateway",
  metadata: { name: "entrance", namespace: gatewayNamespace },
  spec: {
    selector: pods,
    servers: [
      {
        port: { number: gatewayPorts.https, name: "https", protocol: "HTTPS" },
        hosts: ["*"],
        tls: {
          mode: "SIMPLE",
          serverCertificate: `${certificatePath}/cert-chain.pem`,
          privateKey: `${certificatePath}/key.pem`,
          minProtocolVersion: "TLSV1_2",
        },
      },
    ],
  },
} as const;

/** The mesh refuses what nobody allows; clients outside have no identity in it, so that the host decides. */
export const onlyOurHost = (domain: string) => ({
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: "only-our-host", namespace: gatewayNamespace },
  spec: {
    selector: { matchLabels: pods },
    action: "ALLOW",
    rules: [{ to: [{ operation: { ports: [String(gatewayPorts.https)], hosts: [domain, `${domain}:*`] } }] }],
  },
});

/** The load balancer's interfaces are in the VPC. Out goes what flows of the stack file say, and what every pod of the mesh needs. */
export const gatewayPolicies = (vpcCidr: string, flows: readonly Flow[]): Readonly<Record<string, Spec>> => ({
  "deny-all": denyAll,
  gateway: {
    podSelector: { matchLabels: pods },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: ranges(vpcCidr), ports: tcp(gatewayPorts.https, gatewayPorts.status) }],
    egress: [
      toDns,
      toIstiod,
      ...flows
        .filter(({ from }) => from.namespace === gatewayNamespace)
        .map(({ to, port, protocol }) => ({ to: [podsOf(to.namespace, to.pods)], ports: [{ protocol, port }] })),
    ],
  },
});

/** Keeps the target group's targets to the gateway's pods. Security groups are the program's: it says nothing about networking. */
export const targetGroupBinding = (targetGroupArn: pulumi.Input<string>, vpcId: pulumi.Input<string>) => ({
  apiVersion: "elbv2.k8s.aws/v1beta1",
  kind: "TargetGroupBinding",
  metadata: { name: "entrance", namespace: gatewayNamespace },
  spec: {
    targetGroupARN: targetGroupArn,
    targetType: "ip",
    vpcID: vpcId,
    serviceRef: { name: "istio-ingress", port: 443 },
  },
});
