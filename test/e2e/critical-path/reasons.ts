import type { Resource, Wait } from "./schedule";

/** A wait that no value explains, and why it is there all the same. */
export interface Reason {
  /** Types, each with the end of a name after a blank where not every resource of the type is meant. */
  readonly waiting: string;
  readonly on: readonly string[];
  readonly because: string;
}

const rules = ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"];
const role = ["aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"];
const group = "aws:eks/nodeGroup:NodeGroup";
const addon = "aws:eks/addon:Addon";
const cluster = "eks:index:Cluster";
const provider = "pulumi:providers:kubernetes";
const gateway = "aws:ec2/internetGateway:InternetGateway";
const byName = "names the cluster by a name that is known before the cluster is there";

const release = "kubernetes:helm.sh/v3:Release";
const namespace = "kubernetes:core/v1:Namespace";
const meshObjects = ["kubernetes:security.istio.io/v1:", "kubernetes:telemetry.istio.io/v1:"];
const template = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";

export const reasons: readonly Reason[] = [
  { waiting: "kubernetes:", on: [namespace], because: "it is in the namespace, and Helm would make one without labels" },
  { waiting: `${release} -istiod`, on: [`${release} -base`], because: "the chart base defines the kinds that istiod reads" },
  ...[...meshObjects, "kubernetes:networking.istio.io/v1:"].map((waiting) => ({
    waiting,
    on: [`${release} -istiod`, ...meshObjects],
    because: "istiod judges it, and fails closed while it is not there",
  })),
  {
    waiting: namespace,
    on: [release, template, "kubernetes:constraints.gatekeeper.sh/v1beta1:", ...meshObjects],
    because: "nothing of a tenant may run before what judges and encrypts is there",
  },
  { waiting: "kubernetes:constraints.gatekeeper.sh/v1beta1:", on: [template], because: "the template defines the kind" },
  {
    waiting: `${release} -ingress-gateway`,
    on: [release, ...meshObjects],
    because: "a gateway that starts before the mesh has no certificate",
  },
  {
    waiting: `${release} -ingress-controller`,
    on: ["aws:iam/rolePolicy:RolePolicy", "aws:eks/podIdentityAssociation:PodIdentityAssociation"],
    because: "its pods get their role when they start",
  },
  {
    waiting: "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
    on: [release],
    because: "the controller defines the kind, and judges it",
  },
  {
    waiting: "aws:lb/loadBalancer:LoadBalancer",
    on: [gateway, "aws:ec2/route:Route"],
    because: "refused in a VPC without a way to the internet",
  },
  {
    waiting: "aws:lb/loadBalancer:LoadBalancer",
    on: ["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"],
    because: "Elastic Load Balancing tries whether it may write its logs",
  },
  { waiting: template, on: [release], because: "Gatekeeper defines the kind, and compiles it" },
  { waiting: "kubernetes:config.gatekeeper.sh/v1alpha1:Config", on: [release], because: "Gatekeeper defines the kind" },
  { waiting: "aws:eks/cluster:Cluster", on: [cluster], because: "the plugin makes it from the component's arguments" },
  { waiting: cluster, on: ["aws:cloudwatch/logGroup:LogGroup"], because: "EKS would make a group without a key and without an end" },
  { waiting: cluster, on: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"], because: "EKS tries what its role may do" },
  { waiting: addon, on: [cluster], because: byName },
  { waiting: "aws:eks/accessEntry:AccessEntry", on: [cluster], because: byName },
  { waiting: group, on: [cluster], because: byName },
  {
    waiting: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    on: ["aws:eks/accessEntry:AccessEntry"],
    because: "names the principal, not its entry",
  },
  { waiting: `${addon} -vpc-cni`, on: [`${addon} -eks-pod-identity-agent`], because: "the plugin gets its role from the agent" },
  {
    waiting: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    on: [cluster],
    because: byName,
  },
  {
    waiting: "kubernetes:apps/v1:DaemonSet",
    on: [
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "kubernetes:core/v1:ServiceAccount",
      "kubernetes:core/v1:ConfigMap",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    ],
    because: "pods get their role, configuration and network when they start, and their groups must have key and end before they write",
  },
  { waiting: addon, on: role, because: "the add-on's pods take the role when they start" },
  {
    waiting: group,
    on: [`${addon} -vpc-cni`, `${addon} -kube-proxy`],
    because: "a node without pod network or service addresses never becomes ready",
  },
  { waiting: group, on: [...rules, ...role], because: "a node that may not reach the API server, or not pull, never joins" },
  {
    waiting: group,
    on: [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "aws:ec2/route:Route",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:ec2/natGateway:NatGateway",
    ],
    because: "a node without a way to registry and APIs never joins",
  },
  ...["-coredns", "-aws-ebs-csi-driver", "-snapshot-controller", "-metrics-server"].map((name) => ({
    waiting: `${addon} ${name}`,
    on: [group],
    because: "becomes active only when its pods run",
  })),
  {
    waiting: provider,
    on: [`${addon} -aws-ebs-csi-driver`, `${addon} -snapshot-controller`],
    because: "storage and snapshot classes need driver and definitions",
  },
  {
    waiting: provider,
    on: [`${addon} -coredns`, `${addon} -metrics-server`],
    because: "charts wait for pods that look up names, and metrics is an API that discovery asks for",
  },
  {
    waiting: provider,
    on: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "aws:eks/accessEntry:AccessEntry"],
    because: "the deployer may not enter before",
  },
  { waiting: "kubernetes:", on: [provider], because: "objects are made through the API server that it names" },
  {
    waiting: "kubernetes:storage.k8s.io/v1:StorageClass",
    on: ["kubernetes:storage.k8s.io/v1:StorageClassPatch"],
    because: "never two default classes",
  },
  {
    waiting: "kubernetes:core/v1:Namespace",
    on: ["kubernetes:"],
    because: "while Gatekeeper starts, its webhook refuses what anybody makes: it comes after what it needs and before everything else",
  },
  { waiting: release, on: ["kubernetes:"], because: "as of namespaces: what is installed is judged, and is refused while nobody can" },
  { waiting: "aws:ec2/eip:Eip", on: [gateway], because: "an address is reachable only through it" },
  { waiting: "aws:ec2/natGateway:NatGateway", on: [gateway], because: "fails without a way out" },
  { waiting: "aws:ec2/flowLog:FlowLog", on: ["aws:iam/rolePolicy:RolePolicy"], because: "the log's role may not write before" },
];

/** The reason why one resource waits for another; none when nobody gave any. */
export function reasonFor(waiting: Resource, on: Resource): Reason | undefined {
  return reasons.find((reason) => matches(reason.waiting, waiting) && reason.on.some((pattern) => matches(pattern, on)));
}

/** Whether a wait is for a value, or has a reason. */
export const justified = (waiting: Resource, wait: Wait, on: Resource): boolean =>
  wait.kind === "property" || reasonFor(waiting, on) !== undefined;

function matches(pattern: string, { type, urn }: Resource): boolean {
  const [wanted = "", ending = ""] = pattern.split(" ");
  const fits = wanted.endsWith(":") ? type.startsWith(wanted) : type === wanted;
  return fits && urn.endsWith(ending);
}
