import * as pulumi from "@pulumi/pulumi";
import type { AccountService, AccountServiceName, Protection, Site } from "../args";
import { createRecorder } from "./configuration";
import { createEbsDefaults } from "./ebs-defaults";
import { createFindings } from "./findings";
import { createThreatDetection } from "./threat-detection";
import { type Trail, createTrail } from "./trail";
import { createScanning } from "./vulnerabilities";

export interface AccountServicesArgs {
  readonly site: Site;
  readonly clusterName: string;
  /** Who runs each service. Nothing is made for one that another team runs: an account has one of it. */
  readonly services: Readonly<Record<AccountServiceName, AccountService>>;
  readonly frameworks: readonly string[];
  /** Where the trail writes to; its policy must let it. */
  readonly archive: { readonly bucketName: string; readonly ready: readonly pulumi.Resource[] };
  readonly logsKeyArn: pulumi.Input<string>;
  readonly volumesKeyArn: pulumi.Input<string>;
  /** Days that the trail's events can be queried at once. */
  readonly logRetentionDays: number;
  /** Days after which recorded configurations expire. */
  readonly retentionDays: number;
  readonly protection: Protection;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The services of which an account and region have one, each only where this stack runs it: trail, detection of threats, recording of
 * configuration, collection of findings, scan for vulnerabilities, defaults of EBS.
 */
export class AccountServices extends pulumi.ComponentResource {
  /** The trail's log group; absent where another team runs the trail. */
  readonly trailGroupName?: pulumi.Output<string>;

  constructor(name: string, args: AccountServicesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:AccountServices", name, {}, opts);
    const child = { parent: this };
    const ours = (service: AccountServiceName): boolean => args.services[service].by === "platform";

    const trail: Trail | undefined = ours("cloudtrail") ? createTrail(`${name}-trail`, args, child) : undefined;
    if (ours("guardduty")) createThreatDetection(`${name}-guardduty`, args.tags, child);
    if (ours("config")) createRecorder(`${name}-config`, args, child);
    if (ours("securityhub")) createFindings(`${name}-securityhub`, args, child);
    if (ours("inspector")) createScanning(`${name}-inspector`, args.site.accountId, child);
    if (ours("ebsDefaults")) createEbsDefaults(`${name}-ebs`, args.volumesKeyArn, child);

    if (trail !== undefined) this.trailGroupName = trail.groupName;
    this.registerOutputs({});
  }
}
