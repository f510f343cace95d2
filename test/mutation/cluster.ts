import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, byName, gone, on, to, where } from "./weakening";

const isPublic = ({ inputs }: PlannedResource) => inputs["endpointPublicAccess"] === true;
const entry = byName(["break-glass", "break-glass-access-entry-present"], ["deployer", "deployer-access-entry-present"]);
const cni = byName(["vpc-cni", "vpc-cni-addon-present"]);
const isCni = ({ inputs }: PlannedResource) => inputs["addonName"] === "vpc-cni";
const openWorld = ({ inputs }: PlannedResource) => inputs["cidrIpv4"] === "0.0.0.0/0";
const ofNetwork = ({ inputs }: PlannedResource) => inputs["cidrIpv4"] !== undefined && !openWorld({ inputs } as PlannedResource);

/** Network, cluster, nodes and who may enter. */
export const clusterWeakenings: Weakenings = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    MISSING: [gone("default-security-group-adopted")],
    egress: [to([{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }], "default-security-group-closed")],
    ingress: [to([{ protocol: "-1", fromPort: 0, toPort: 0, self: true }], "default-security-group-closed")],
    vpcId: [gone("default-security-group-adopted")],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    "blockDeviceMappings.*.deviceName": [gone("ebs-volume-encrypted")],
    "blockDeviceMappings.*.ebs.encrypted": [gone("ebs-volume-encrypted"), to("false", "ebs-volume-encrypted")],
    "blockDeviceMappings.*.ebs.kmsKeyId": [gone("ebs-volume-customer-key"), to("alias/aws/ebs", "ebs-volume-customer-key")],
    "metadataOptions.httpPutResponseHopLimit": [gone("node-metadata-hop-limit-one"), to(2, "node-metadata-hop-limit-one")],
    "metadataOptions.httpTokens": [gone("node-metadata-token-required"), to("optional", "node-metadata-token-required")],
    "networkInterfaces.*.associatePublicIpAddress": [to("true", "instance-no-public-ip")],
  },
  "aws:ec2/subnet:Subnet": { mapPublicIpOnLaunch: [to(true, "subnet-no-public-ip")] },
  "aws:ec2/vpc:Vpc": {
    enableDnsHostnames: on("vpc-endpoint-private-dns"),
    enableDnsSupport: [to(false, "vpc-endpoint-private-dns")],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    MISSING: [gone(where(({ name }) => !/-(sns|monitoring)$/.test(name), "vpc-endpoints-present"))],
    policy: [gone("vpc-endpoint-policy-limited")],
    privateDnsEnabled: on("vpc-endpoint-private-dns"),
  },
  "aws:eks/accessEntry:AccessEntry": {
    MISSING: [gone(entry)],
    "kubernetesGroups.*": [to("system:masters", "eks-access-entry-no-system-group")],
    principalArn: [gone("eks-access-entry-names-role"), to("arn:aws:iam::333344445555:user/ann", "eks-access-entry-names-role")],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    principalArn: [to("arn:aws:iam::333344445555:role/somebody", "eks-admin-policy-registered-only")],
  },
  "aws:eks/addon:Addon": {
    MISSING: [gone(cni)],
    addonName: [gone(cni)],
    addonVersion: [gone("eks-addon-version-pinned")],
    configurationValues: [gone(where(isCni, "vpc-cni-network-policy-on")), to("{}", where(isCni, "vpc-cni-network-policy-on"))],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    amiType: [gone("node-image-hardened"), to("AL2_x86_64", "node-image-hardened")],
    "launchTemplate.version": [gone("node-group-launch-template-version-fixed"), to("$Latest", "node-group-launch-template-version-fixed")],
    launchTemplate: [gone("node-group-has-launch-template")],
    "scalingConfig.minSize": [gone("node-group-spans-zones"), to(1, "node-group-spans-zones")],
    "updateConfig.maxUnavailable": [to(50, "node-group-rolls-gradually")],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    policyArn: [to("arn:aws:iam::aws:policy/AdministratorAccess", "iam-admin-policy-not-attached")],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    ipProtocol: [gone(where(openWorld, "security-group-no-open-egress")), to("-1", where(openWorld, "security-group-no-open-egress"))],
    toPort: [to(65_535, where(openWorld, "security-group-no-open-egress"))],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    cidrIpv4: [to("0.0.0.0/0", where(ofNetwork, "security-group-no-public-ingress"))],
    fromPort: [gone("security-group-ingress-ports-named")],
    ipProtocol: [gone("security-group-ingress-ports-named"), to("-1", "security-group-ingress-ports-named")],
    "tags.approved-public-port": [gone("security-group-no-public-ingress")],
    toPort: [gone("security-group-ingress-ports-named")],
  },
  "eks:index:Cluster": {
    MISSING: [gone("eks-cluster-present")],
    authenticationMode: [gone("eks-authentication-mode-api"), to("API_AND_CONFIG_MAP", "eks-authentication-mode-api")],
    deletionProtection: on("eks-deletion-protection-on"),
    "enabledClusterLogTypes.*": [gone("eks-audit-log-types-complete")],
    encryptionConfigKeyArn: [gone("eks-secrets-encrypted-with-cmk")],
    endpointPrivateAccess: on("eks-endpoint-private-access-on"),
    endpointPublicAccess: [gone(where((cluster) => !isPublic(cluster), "eks-endpoint-not-open-to-internet"))],
    name: [gone("eks-log-group-made-first")],
    "publicAccessCidrs.*": [to("0.0.0.0/0", "eks-endpoint-not-open-to-internet")],
    skipDefaultNodeGroup: on("ebs-volume-encrypted"),
    skipDefaultSecurityGroups: on("security-group-no-open-egress"),
    "upgradePolicy.supportType": [gone("eks-support-type-standard"), to("EXTENDED", "eks-support-type-standard")],
    version: [gone("eks-version-in-standard-support"), to("1.24", "eks-version-in-standard-support")],
  },
  "kubernetes:core/v1:ConfigMap": { "data.fluent-bit.conf": [to("password: correct-horse", "configmap-no-credentials")] },
  "pulumi:providers:aws": { region: [to("us-east-2", "provider-region-allowed")] },
};
