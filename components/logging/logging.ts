import * as pulumi from "@pulumi/pulumi";
import type { AlertSettings, Site } from "../args";
import { createEventAlarms, createSilenceAlarms } from "./alarms";
import type { LogArchive } from "./archive";
import { clusterEvents, dataAccessEvents, runtimeEvents, secretRead } from "./cluster-events";
import { type AuditLogGroup, createDelivery } from "./delivery";
import { alertRules, createRules } from "./event-rules";
import { createSlack } from "./slack";
import { createTopic } from "./topic";
import { trailEvents } from "./trail-events";

export interface LoggingArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly archive: Pick<LogArchive, "bucketName" | "bucketArn" | "ready">;
  /** Every group that holds audit logs; the control plane's must be among them. */
  readonly groups: readonly AuditLogGroup[];
  readonly controlPlaneGroupName: pulumi.Input<string>;
  /** The group of who asked for which record. */
  readonly dataAccessGroupName: pulumi.Input<string>;
  /** The group of what runtime detection tells. */
  readonly runtimeGroupName: pulumi.Input<string>;
  /** The group of the account's trail, where this platform makes it; another team's alarms are that team's. */
  readonly trailGroupName?: pulumi.Input<string>;
  /** Beginning of the name under which Kubernetes knows whoever deploys. */
  readonly deployer: string;
  readonly breakGlassRoleArn: string;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly alertsKeyArn: pulumi.Input<string>;
  readonly alerts: AlertSettings;
  readonly tags: Readonly<Record<string, string>>;
}

/** Takes audit logs to the archive, and tells people at once what must not wait for a review. */
export class Logging extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: LoggingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Logging", name, {}, opts);
    const child = { parent: this };
    createDelivery(`${name}-delivery`, { ...args, keyArn: args.logsKeyArn }, child);
    const topic = createTopic(`${name}-alerts`, { ...args, keyArn: args.alertsKeyArn }, child);
    const common = { clusterName: args.clusterName, topicArn: topic.arn, tags: args.tags };
    createEventAlarms(`${name}-cluster`, [...clusterEvents, secretRead(args.deployer)], args.controlPlaneGroupName, common, child);
    createEventAlarms(`${name}-data-access`, dataAccessEvents, args.dataAccessGroupName, common, child);
    createEventAlarms(`${name}-runtime`, runtimeEvents, args.runtimeGroupName, common, child);
    if (args.trailGroupName !== undefined) createEventAlarms(`${name}-trail`, trailEvents, args.trailGroupName, common, child);
    createSilenceAlarms(`${name}-group`, args.groups, common, child);
    const rules = createRules(`${name}-rule`, alertRules(args.breakGlassRoleArn), common, child);
    if (args.alerts.slackWebhook !== undefined) createSlack(`${name}-slack`, { ...args, webhook: args.alerts.slackWebhook, rules }, child);
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
