import { createHash } from "node:crypto";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { containerLogGroupName, dataAccessLogGroupName, hostLogGroupName } from "../log-groups";
import { logAgentRoleName } from "../names";
import { createNamespace } from "../namespace";
import { logAgentNamespace, recordPort } from "../peers";
import { createPodRole } from "../pod-identity";
import { imageOf } from "../versions";
import { configurationOf, streams } from "./configuration";
import { agentPermissions } from "./identity";
import { agentPolicySpec } from "./network-policy";
import { labels, podTemplate } from "./pod";

export interface LogAgentArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly vpcCidr: string;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly identityAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

const namespaceName = logAgentNamespace;
const serviceAccountName = "log-agent";

/** An agent on every node that takes the logs of containers and of the node itself to CloudWatch Logs. */
export class LogAgent extends pulumi.ComponentResource {
  readonly containerGroupName: pulumi.Output<string>;
  readonly hostGroupName: pulumi.Output<string>;
  readonly dataAccessGroupName: pulumi.Output<string>;
  /** What runs in the cluster. */
  readonly workload: pulumi.Resource;

  constructor(name: string, args: LogAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:LogAgent", name, {}, opts);
    const child = { parent: this };
    const { clusterName } = args;
    const names = {
      containers: containerLogGroupName(clusterName),
      host: hostLogGroupName(clusterName),
      dataAccess: dataAccessLogGroupName(clusterName),
    };
    const containers = createGroup(`${name}-containers`, names.containers, args, child);
    const host = createGroup(`${name}-host`, names.host, args, child);
    const dataAccess = createGroup(`${name}-data-access`, names.dataAccess, args, child);
    const identity = createPodRole(
      name,
      {
        identity: { site: args.site, clusterName, namespace: namespaceName, serviceAccount: serviceAccountName },
        roleName: logAgentRoleName(clusterName),
        description: `Log agent of ${clusterName}`,
        statements: agentPermissions(args.site, Object.values(names)),
        after: args.identityAfter,
        tags: args.tags,
      },
      child,
    );
    this.workload = createWorkload(name, args, configurationOf(args.site.region, streams(names)), { ...child, provider: args.kubernetes }, [
      containers,
      host,
      dataAccess,
      ...identity,
    ]);
    this.containerGroupName = containers.name;
    this.hostGroupName = host.name;
    this.dataAccessGroupName = dataAccess.name;
    this.registerOutputs({
      containerGroupName: this.containerGroupName,
      hostGroupName: this.hostGroupName,
      dataAccessGroupName: this.dataAccessGroupName,
    });
  }
}

/** Made before the agent: one that it made itself would have no key and no end. */
function createGroup(name: string, groupName: string, args: LogAgentArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      name: groupName,
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.logRetentionDays,
      deletionProtectionEnabled: args.deletionProtection,
      tags: { ...args.tags },
    },
    opts,
  );
}

interface Metadata {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** What the agent's pods need, and what they may reach. */
function createSurroundings(
  name: string,
  metadata: Metadata,
  configuration: string,
  vpcCidr: string,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  return [
    new core.ServiceAccount(name, { metadata: { ...metadata, name: serviceAccountName }, automountServiceAccountToken: false }, opts),
    new core.ConfigMap(name, { metadata: { ...metadata, name: "log-agent" }, data: { "fluent-bit.conf": configuration } }, opts),
    new networking.NetworkPolicy(name, { metadata: { ...metadata, name: "log-agent" }, spec: agentPolicySpec(vpcCidr) }, opts),
    new core.Service(name, { metadata: { ...metadata, name: "log-agent" }, spec: recordService }, opts),
  ];
}

/** Leads to the agent of the own node only: a record is not on the network when its sender is told that it is kept. */
const recordService: types.input.core.v1.ServiceSpec = {
  type: "ClusterIP",
  internalTrafficPolicy: "Local",
  selector: { ...labels },
  ports: [{ name: "http-records", port: recordPort, targetPort: recordPort, protocol: "TCP" }],
};

function createWorkload(
  name: string,
  args: LogAgentArgs,
  configuration: string,
  opts: pulumi.CustomResourceOptions,
  before: readonly pulumi.Resource[],
): pulumi.Resource {
  // The files of the node that the agent reads are mounted from it, which only the widest of the Pod Security Standards admits.
  const namespace = createNamespace(name, { name: namespaceName, podSecurity: "privileged", labels }, opts);
  const metadata = { namespace: namespaceName, labels: { ...labels } };
  const around = createSurroundings(name, metadata, configuration, args.vpcCidr, { ...opts, dependsOn: namespace });
  return new apps.DaemonSet(
    name,
    {
      metadata: { ...metadata, name: "log-agent" },
      spec: {
        selector: { matchLabels: { ...labels } },
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
        template: podTemplate({
          image: imageOf("logAgent", args.registryMirror),
          serviceAccount: serviceAccountName,
          configMap: "log-agent",
          configurationHash: createHash("sha256").update(configuration).digest("hex").slice(0, 16),
        }),
      },
    },
    { ...opts, dependsOn: [...before, ...around] },
  );
}
