import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import { Ingress } from "../../../components/ingress/ingress";
import { balancerName } from "../../../components/ingress/names";
import { controllerPermissions } from "../../../components/ingress/controller";
import { controllerValues, gatewayValues } from "../../../components/ingress/values";
import type { Plan } from "../../../policies/preview/plan";
import { keyPaths } from "../chart-keys";
import { named, only, planComponent, site } from "../support";

const plan = (exposure: "internal" | "public"): Promise<Plan> =>
  planComponent(
    () =>
      new Ingress("in", {
        site,
        environment: "production",
        clusterName: "bank-prod",
        settings: { exposure, domain: "pay.example.com", certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/one" },
        protection: { protect: true, deletionProtection: true },
        vpcId: "vpc-1",
        vpcCidr: "10.0.0.0/16",
        subnetIds: ["subnet-1", "subnet-2"],
        nodeSecurityGroupId: "sg-nodes",
        controlPlaneSecurityGroupId: "sg-control-plane",
        logsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
        logRetentionDays: 2192,
        logDays: 2192,
        flows: [
          {
            from: { namespace: "istio-ingress", pods: {} },
            to: { namespace: "records", pods: { app: "patient-api" } },
            port: 8443,
            protocol: "TCP",
          },
        ],
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
        networkReady: [],
        identityAfter: [],
        kubernetesAfter: [],
        tags: { owner: "platform-team" },
      }),
  );

const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";
const aclType = "aws:wafv2/webAcl:WebAcl";

describe("the way in", () => {
  it("from the internet is an application load balancer behind a web ACL, with TLS on both sides of it", async () => {
    const planned = await plan("public");
    const balancer = only(planned, balancerType);
    assert.deepEqual([balancer.read("loadBalancerType"), balancer.read("internal")], ["application", false]);
    assert.equal(only(planned, listenerType).read("protocol"), "HTTPS");
    assert.equal(only(planned, "aws:lb/targetGroup:TargetGroup").read("protocol"), "HTTPS");
    assert.deepEqual(only(planned, "aws:wafv2/webAclAssociation:WebAclAssociation").sources("resourceArn"), [balancer.urn]);
    assert.equal(only(planned, aclType).read("rules[0].name"), "rate");
  });

  it("inside the VPC is a network load balancer, which no web ACL can filter", async () => {
    const planned = await plan("internal");
    const balancer = only(planned, balancerType);
    assert.deepEqual([balancer.read("loadBalancerType"), balancer.read("internal")], ["network", true]);
    assert.equal(only(planned, listenerType).read("protocol"), "TLS");
    assert.deepEqual(planned.ofType(aclType), []);
  });

  for (const [exposure, range, tag] of [
    ["public", "0.0.0.0/0", "443"],
    ["internal", "10.0.0.0/16", undefined],
  ] as const)
    it(`opens one port to clients when it is ${exposure}, and says so only when that is the internet`, async () => {
      const planned = await plan(exposure);
      const rule = named(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in-clients-in");
      assert.deepEqual(
        ["cidrIpv4", "fromPort", "toPort", "tags.approved-public-port"].map((path) => rule.read(path)),
        [range, 443, 443, tag],
      );
    });

  it("lets the controller's webhooks and the gateway be reached, from where they are asked only", async () => {
    const planned = await plan("public");
    const rules = planned
      .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter((rule) => rule.name !== "in-clients-in")
      .map((rule) => [rule.name, rule.read("fromPort"), rule.read("securityGroupId")].map(String));
    assert.deepEqual(rules.sort(), [
      ["in-controller-in", "9443", "sg-nodes"],
      ["in-gateway-in", "8443", "sg-nodes"],
      ["in-health-in", "15021", "sg-nodes"],
    ]);
  });

  it("registers the gateway's pods when the controller and the gateway are there", async () => {
    const planned = await plan("public");
    const binding = only(planned, "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding");
    const releases = ["in-controller", "in-gateway"].map((name) => named(planned, "kubernetes:helm.sh/v3:Release", name).urn);
    for (const urn of releases) assert.ok(binding.resource.dependencies.includes(urn), urn);
    assert.equal(binding.read("spec.targetType"), "ip");
  });

  it("asks for its own host only, and the gateway may reach what the flows say", async () => {
    const planned = await plan("public");
    assert.deepEqual(only(planned, "kubernetes:security.istio.io/v1:AuthorizationPolicy").read("spec.rules[0].to[0].operation.hosts"), [
      "pay.example.com",
      "pay.example.com:*",
    ]);
    const egress = named(planned, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "in-gateway").read("spec.egress") as unknown;
    assert.deepEqual((egress as readonly { readonly ports: readonly { readonly port: number }[] }[]).at(-1)?.ports, [
      { protocol: "TCP", port: 8443 },
    ]);
  });

  it("gives the controller our target group and nothing that makes or changes a load balancer", () => {
    const statements = controllerPermissions(site, "bank-prod");
    const writes = statements.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => (/:(Describe|Get|List)/.test(action) ? [] : [`${action} ${String(Resource)}`])),
    );
    const ours = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/bank-prod-in/*";
    assert.deepEqual(writes, [`elasticloadbalancing:RegisterTargets ${ours}`, `elasticloadbalancing:DeregisterTargets ${ours}`]);
  });
});

describe("a load balancer's name", () => {
  it("is at most 32 characters long, and another one for each cluster", () => {
    assert.equal(balancerName("bank-prod"), "bank-prod-in");
    const [one, other] = [balancerName(`${"a".repeat(40)}-one`), balancerName(`${"a".repeat(40)}-two`)];
    assert.equal(one.length, 32);
    assert.notEqual(one, other);
  });
});

/** Those of our keys that values.yaml of Istio's gateway chart 1.30.3 has, read from that file; below an open one the user names. */
const gatewayKeys = [
  "autoscaling.enabled",
  "env",
  "podDisruptionBudget",
  "replicaCount",
  "resources.limits.cpu",
  "resources.limits.memory",
  "resources.requests.cpu",
  "resources.requests.memory",
  "securityContext",
  "service.ports",
  "service.type",
  "topologySpreadConstraints",
  "volumeMounts",
  "volumes",
];

/**
 * Keys of the load balancer controller's chart 1.17. Its values file could not be had at that version: its templates of 2026 read these, and
 * public programs set them with charts 1.14 to 3.5.
 */
const controllerKeys = [
  "clusterName",
  "createIngressClassResource",
  "enableServiceMutatorWebhook",
  "enableShield",
  "enableWaf",
  "enableWafv2",
  "image.repository",
  "ingressClassParams.create",
  "podDisruptionBudget.maxUnavailable",
  "region",
  "replicaCount",
  "resources.limits.memory",
  "resources.requests.cpu",
  "resources.requests.memory",
  "serviceAccount.create",
  "serviceAccount.name",
  "vpcId",
];

describe("the values of the charts of the way in", () => {
  it("are known to the pinned chart of the gateway", () => {
    const open = new Set(["env", "podDisruptionBudget", "securityContext"]);
    assert.deepEqual([...keyPaths(gatewayValues(3), open)].sort(), gatewayKeys);
  });

  it("are known to the pinned chart of the controller, and its image comes from the mirror", () => {
    const values = controllerValues({ site, clusterName: "bank-prod", vpcId: "vpc-1", registryMirror: "mirror.example.com/all" }, "lbc");
    assert.deepEqual([...keyPaths(values)].sort(), controllerKeys);
    assert.deepEqual(values.image, { repository: "mirror.example.com/all/eks/aws-load-balancer-controller" });
  });
});
