import { type OtherRow, type Row, from, put, statement, unconditioned, weakening } from "./weaken";

const key = (purpose: string) => `aws:kms/key:Key::platform-encryption-${purpose}`;
const endpoint = (service: string) => `aws:ec2/vpcEndpoint:VpcEndpoint::platform-network-endpoint-${service}`;
const subnet = (kind: string) => `aws:ec2/subnet:Subnet::platform-network-${kind}-eu-west-1a`;
const template = "aws:ec2/launchTemplate:LaunchTemplate::platform-cluster-general";
const cluster = "eks:index:Cluster::platform-cluster-control-plane";
const flowLog = "aws:ec2/flowLog:FlowLog::platform-network-flow-logs";
const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup::platform-network-default";
const openings = "securityGroupEgressRule:SecurityGroupEgressRule::platform-cluster-nodes-internet-https-out";
const storageClass = "StorageClass::platform-storage-encrypted";
const everything = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

const rows: readonly Row[] = [
  ["rotation is off", key("volumes"), put("enableKeyRotation", false), "kms-key-rotation-enabled"],
  ["rotation is not asked for", key("logs"), put("enableKeyRotation"), "kms-key-rotation-enabled"],
  ["rotation is too seldom", key("logs"), put("rotationPeriodInDays", 730), "kms-key-rotation-period-within-limit"],
  ["the deletion window is short", key("secrets"), put("deletionWindowInDays", 7), "kms-key-deletion-window-sufficient"],
  ["the key has no policy", key("backups"), put("policy"), "kms-key-policy-given"],
  ["the key is of another kind", key("alerts"), put("customerMasterKeySpec", "RSA_2048"), "kms-key-spec-strong"],
  ["the key may leave the region", key("alerts"), put("multiRegion", true), "kms-key-stays-in-region"],
  ["the lockout check is bypassed", key("logs"), put("bypassPolicyLockoutSafetyCheck", true), "kms-key-policy-keeps-root"],
  [
    "the deployer may decrypt",
    key("volumes"),
    statement("EbsCsiUses", (one) => ({ ...one, Principal: { AWS: "arn:aws:iam::333344445555:role/delivery/platform-deployer" } })),
    "kms-key-policy-no-deployer",
  ],
  ["root is dropped", key("volumes"), statement("AccountAdministersThroughIam", () => undefined), "kms-key-policy-keeps-root"],
  [
    "root becomes everybody",
    key("volumes"),
    statement("AccountAdministersThroughIam", (one) => ({ ...one, Principal: "*" })),
    "kms-key-policy-no-public-principal",
  ],
  ["a role loses its condition", key("volumes"), statement("EbsCsiUses", unconditioned), "kms-key-policy-no-public-principal"],
  [
    "a role becomes the account",
    key("volumes"),
    statement("AutoScalingUses", (one) => ({ ...one, Condition: { StringEquals: { "kms:CallerAccount": "222233334444" } } })),
    "kms-key-policy-names-callers",
  ],
  [
    "a role may do all",
    key("secrets"),
    statement("ControlPlaneUses", (one) => ({ ...one, Action: "kms:*" })),
    "kms-key-policy-separates-duties",
  ],
  [
    "another account may use the key",
    key("volumes"),
    statement("EbsCsiUses", (one) => ({ ...one, Principal: { AWS: "arn:aws:iam::999900001111:root" }, Condition: {} })),
    "kms-key-policy-no-public-principal",
  ],
  ["a service loses its condition", key("logs"), statement("CloudWatchLogsForOwnGroups", unconditioned), "kms-key-policy-service-scoped"],
  [
    "grants are free",
    key("volumes"),
    statement("AutoScalingGrants", ({ Condition, ...one }) => ({ ...one, Condition: { ...(Condition as object), Bool: {} } })),
    "kms-key-policy-grants-for-aws-only",
  ],
  ["a disk is not encrypted", template, put("blockDeviceMappings.0.ebs.encrypted", "false"), "ebs-volume-encrypted"],
  ["a disk is not described", template, put("blockDeviceMappings", []), "ebs-volume-encrypted"],
  ["a disk has AWS's key", template, put("blockDeviceMappings.0.ebs.kmsKeyId"), "ebs-volume-customer-key"],
  ["nodes have public addresses", template, put("networkInterfaces.0.associatePublicIpAddress", "true"), "instance-no-public-ip"],
  ["user data holds a password", template, put("userData", "export DB_PASSWORD=correct-horse"), "user-data-no-credentials"],
  ["secrets have AWS's key", cluster, put("encryptionConfigKeyArn"), "eks-secrets-encrypted-with-cmk"],
  ["the component makes its own groups", cluster, put("skipDefaultSecurityGroups", false), "security-group-no-open-egress"],
  ["the component makes its own nodes", cluster, put("skipDefaultNodeGroup", false), "ebs-volume-encrypted"],
  ["the component makes its own classes", cluster, put("storageClasses", "gp2"), "storageclass-csi-provisioner"],
  ["a private subnet gives public addresses", subnet("private"), put("mapPublicIpOnLaunch", true), "subnet-no-public-ip"],
  ["a public subnet gives public addresses", subnet("public"), put("mapPublicIpOnLaunch", true), "subnet-no-public-ip"],
  ["the default group lets all in", defaultGroup, put("ingress", everything), "default-security-group-closed"],
  ["the default group lets all out", defaultGroup, put("egress", everything), "default-security-group-closed"],
  [
    "the world reaches the endpoints",
    "SecurityGroupIngressRule::platform-network-endpoints-https",
    put("cidrIpv4", "0.0.0.0/0"),
    "security-group-no-public-ingress",
  ],
  [
    "half of the world does",
    "SecurityGroupIngressRule::platform-network-endpoints-https",
    put("cidrIpv4", "0.0.0.0/1"),
    "security-group-no-public-ingress",
  ],
  [
    "the world reaches them by IPv6",
    "SecurityGroupIngressRule::platform-network-endpoints-https",
    (inputs) => put("cidrIpv4")(put("cidrIpv6", "::/0")(inputs)),
    "security-group-no-public-ingress",
  ],
  ["nodes reach everything", openings, put("ipProtocol", "-1"), "security-group-no-open-egress"],
  ["nodes reach every port", openings, (inputs) => ({ ...inputs, fromPort: 0, toPort: 65535 }), "security-group-no-open-egress"],
  [
    "a private subnet is routed to the internet",
    "Route::platform-network-private-eu-west-1a-nat",
    put("gatewayId", "igw-1"),
    "private-subnet-no-internet-route",
  ],
  ["only refused traffic is recorded", flowLog, put("trafficType", "REJECT"), "flow-log-records-all-traffic"],
  ["the records have no key", "LogGroup::platform-network-flow-logs", put("kmsKeyId"), "log-group-encrypted-with-cmk"],
  ["an endpoint has no policy", endpoint("kms"), put("policy"), "vpc-endpoint-policy-limited"],
  [
    "an endpoint's policy has no condition",
    endpoint("sts"),
    statement("CallersOfThisAccount", unconditioned),
    "vpc-endpoint-policy-limited",
  ],
  [
    "a named bucket becomes any bucket",
    endpoint("s3"),
    statement("ImageLayersAndPackages", (one) => ({ ...one, Resource: "*" })),
    "vpc-endpoint-policy-limited",
  ],
  ["an endpoint is for another service", endpoint("ecr.api"), put("serviceName", "com.amazonaws.eu-west-1.sqs"), "vpc-endpoints-present"],
  ["an endpoint has no name", endpoint("logs"), put("privateDnsEnabled", false), "vpc-endpoint-private-dns"],
  ["names do not resolve", "aws:ec2/vpc:Vpc::platform-network", put("enableDnsHostnames", false), "vpc-endpoint-private-dns"],
  ["a resource is in another region", flowLog, put("region", "us-east-1"), "resource-region-allowed"],
  ["a class does not encrypt", storageClass, put("parameters.encrypted", "false"), "storageclass-encrypted"],
  ["a class has AWS's key", storageClass, put("parameters.kmsKeyId"), "storageclass-customer-key"],
  ["a class uses the removed provisioner", storageClass, put("provisioner", "kubernetes.io/aws-ebs"), "storageclass-csi-provisioner"],
  ["no class is the default", storageClass, put("metadata.annotations"), "storageclass-default-present"],
  [
    "a regulated class deletes",
    "StorageClass::platform-storage-encrypted-retain",
    put("reclaimPolicy", "Delete"),
    "storageclass-regulated-retains",
  ],
  [
    "the stock class is the default",
    "StorageClassPatch::platform-storage-gp2",
    (inputs) => ({ ...inputs, metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } }),
    "storageclass-default-single",
  ],
];

const others: readonly OtherRow[] = [
  [
    "traffic is recorded nowhere",
    flowLog,
    (one) => ({
      ...one,
      inputs: put("logDestination")(one.inputs),
      propertyDependencies: { ...one.propertyDependencies, logDestination: [] },
    }),
    "flow-log-destination-checked",
  ],
  ["the flow log is missing", flowLog, () => undefined, "flow-log-present"],
  ["the default group is left alone", defaultGroup, () => undefined, "default-security-group-adopted"],
  ["an endpoint is missing", endpoint("kms"), () => undefined, "vpc-endpoints-present"],
  ["the default class is missing", storageClass, () => undefined, "storageclass-default-present"],
  ["a key is not protected", key("secrets"), (one) => ({ ...one, protect: false }), "kms-key-protected"],
  [
    "nodes are put into public subnets",
    "NodeGroup::platform-cluster-general",
    (one) => from(one, "subnetIds", subnet("public")),
    "node-group-subnets-private",
  ],
  ["volumes use the key for logs", storageClass, (one) => from(one, "parameters", key("logs")), "kms-key-one-purpose"],
];

describe("weakening one line of network and encryption", () => {
  weakening(rows, others);
});
