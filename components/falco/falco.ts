import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import { ruleFiles } from "../../policies/runtime";
import type { Site, WaiverSettings } from "../args";
import { installChart } from "../chart";
import { alertLogGroupName, controlPlaneLogGroupName } from "../log-groups";
import { alertRoleName, alertTopicArn, auditReaderRoleName } from "../names";
import { createNamespace } from "../namespace";
import { createPodRole } from "../pod-identity";
import { alertPermissions, auditReaderPermissions } from "./identity";
import { auditAccount, falcoNamespace, sidekickAccount } from "./names";
import { falcoPolicies } from "./network-policies";
import { auditValues, nodeValues } from "./values";

export interface FalcoArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly vpcCidr: string;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
  /** Beginnings of the names under which Kubernetes knows whoever deploys. */
  readonly deployers: readonly string[];
  /** Those that name pods; they excuse until their last day. */
  readonly waivers: readonly Pick<WaiverSettings, "check" | "resource" | "expires">[];
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What judges objects: while it starts, nothing may be made. */
  readonly kubernetesAfter: readonly pulumi.Resource[];
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly identityAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Runtime detection: Falco on every node, and once more on the audit log of Kubernetes, which alone knows the name of a person. Both tell
 * falcosidekick, which writes every alert to a log group and tells people by the topic of alerts.
 */
export class Falco extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FalcoArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Falco", name, {}, opts);
    const child = { parent: this };
    const inCluster = { ...child, provider: args.kubernetes };
    const group = createGroup(`${name}-alerts`, args, child);
    const identities = createIdentities(name, args, child);
    const namespace = createNamespace(
      name,
      { name: falcoNamespace, podSecurity: "privileged" },
      { ...inCluster, dependsOn: [...args.kubernetesAfter] },
    );
    for (const [suffix, spec] of Object.entries(falcoPolicies(args.vpcCidr)))
      new networking.NetworkPolicy(
        `${name}-${suffix}`,
        { metadata: { name: suffix, namespace: falcoNamespace }, spec },
        { ...inCluster, dependsOn: namespace },
      );
    installReleases(name, args, { ...inCluster, dependsOn: [namespace, group, ...identities] });
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}

function createGroup(name: string, args: FalcoArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      name: alertLogGroupName(args.clusterName),
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.logRetentionDays,
      deletionProtectionEnabled: args.deletionProtection,
      tags: { ...args.tags },
    },
    opts,
  );
}

/** One role for whoever tells of alerts and another for whoever reads the audit log. */
function createIdentities(name: string, args: FalcoArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { site, clusterName, identityAfter: after, tags } = args;
  const identity = (serviceAccount: string) => ({ site, clusterName, namespace: falcoNamespace, serviceAccount });
  const targets = { logGroupName: alertLogGroupName(clusterName), topicArn: alertTopicArn(site, clusterName) };
  const tells = createPodRole(
    `${name}-tells`,
    {
      identity: identity(sidekickAccount),
      roleName: alertRoleName(clusterName),
      description: `Tells of alerts of ${clusterName}`,
      statements: alertPermissions(site, targets),
      after,
      tags,
    },
    opts,
  );
  const reads = createPodRole(
    `${name}-audit`,
    {
      identity: identity(auditAccount),
      roleName: auditReaderRoleName(clusterName),
      description: `Reads the audit log of ${clusterName}`,
      statements: auditReaderPermissions(site, controlPlaneLogGroupName(clusterName)),
      after,
      // Those who read audit logs say so, and nobody else may.
      tags: { ...tags, purpose: "audit" },
    },
    opts,
  );
  return [...tells, ...reads];
}

function installReleases(name: string, args: FalcoArgs, opts: pulumi.CustomResourceOptions): void {
  const { site, clusterName, registryMirror } = args;
  const mirror = registryMirror === undefined ? {} : { registryMirror };
  const rules = (source: "syscall" | "k8s_audit") => ruleFiles(source, args);
  const nodes = installChart(
    name,
    {
      release: "falco",
      namespace: falcoNamespace,
      values: nodeValues({
        clusterName,
        region: site.region,
        logGroupName: alertLogGroupName(clusterName),
        topicArn: alertTopicArn(site, clusterName),
        rules: rules("syscall"),
        ...mirror,
      }),
      minutes: 10,
    },
    opts,
  );
  installChart(
    `${name}-on-audit-log`,
    {
      release: "falco-audit",
      namespace: falcoNamespace,
      values: auditValues({
        clusterName,
        region: site.region,
        rules: rules("k8s_audit"),
        ...mirror,
      }),
      minutes: 10,
    },
    // It tells the sender of the first.
    { ...opts, dependsOn: nodes },
  );
}
