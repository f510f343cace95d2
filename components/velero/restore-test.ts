import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as batch from "@pulumi/kubernetes/batch/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { backupRoleNames } from "../names";
import { imageOf } from "../versions";
import type { VeleroArgs } from "./args";
import { backupBucketNames } from "./buckets";
import { readerPermissions } from "./identity";
import { copyLocation, pods, restoreAccount, restoreNamespace, testerAccount } from "./names";
import { restoreTestPolicies } from "./network-policies";
import { clusterRules, namespaceRules } from "./restore-test/rights";
import { assignment, podSpec, restoreCron } from "./restore-test/pod";
import { createServer } from "./server";

const metadata = { namespace: restoreNamespace } as const;

/**
 * A Velero of its own that sees the locked copies and nothing else, and a job that restores the newest of each class of data from them into
 * scratch namespaces, looks at what came back and takes it away again.
 */
export class RestoreTest extends pulumi.ComponentResource {
  constructor(name: string, args: VeleroArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:RestoreTest", name, {}, opts);
    const { site, clusterName } = args;
    const child = { parent: this };
    const bucket = backupBucketNames(args).copy;
    const { namespace, location } = createServer(
      name,
      args,
      {
        release: "restore-test",
        namespace: restoreNamespace,
        serviceAccount: restoreAccount,
        roleName: backupRoleNames(clusterName).reader,
        description: `Reads copies of backups of ${clusterName} to test them`,
        permissions: readerPermissions(site, { copy: bucket }),
        policies: restoreTestPolicies(args.vpcCidr, args.serviceCidr),
        location: { name: copyLocation, region: args.backup.copyRegion ?? site.region, bucket, keyArn: args.copiesKeyArn },
      },
      child,
    );
    const inside = { ...child, provider: args.kubernetes, dependsOn: namespace };
    const settings = new apps.Deployment(`${name}-settings`, standIn(args), inside);
    createJob(name, args, inside, [location, settings, ...createRights(name, args, inside)]);
    this.registerOutputs({});
  }
}

/**
 * Before it restores, Velero reads on which nodes its own Deployment runs, and asks for it by the name `velero`
 * (pod_volume_restore_action.go, 1.18). The chart names it after the release, so that one without pods answers.
 */
const standIn = ({ registryMirror }: VeleroArgs): apps.DeploymentArgs => ({
  metadata: { ...metadata, name: "velero", annotations: { description: "Velero reads this, and nothing runs by it." } },
  spec: {
    replicas: 0,
    selector: { matchLabels: { ...pods.standIn } },
    template: {
      metadata: { labels: { ...pods.standIn } },
      spec: { automountServiceAccountToken: false, containers: [{ name: "velero", image: imageOf("veleroPlugin", registryMirror) }] },
    },
  },
});

/** What the test may do: ask for restores here, and look at and take away its scratch namespaces. */
function createRights(name: string, args: VeleroArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const subjects = [{ kind: "ServiceAccount", name: testerAccount, ...metadata }];
  const role = { metadata: { ...metadata, name: testerAccount }, rules: namespaceRules };
  const clusterRole = { metadata: { name: "compliant-eks:restore-test" }, rules: clusterRules(args.namespaces.map((one) => one.name)) };
  const refer = (kind: string, to: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind, name: to });
  return [
    new core.ServiceAccount(`${name}-tester`, { metadata: role.metadata, automountServiceAccountToken: false }, opts),
    new rbac.Role(`${name}-tester`, role, opts),
    new rbac.RoleBinding(`${name}-tester`, { metadata: role.metadata, roleRef: refer("Role", testerAccount), subjects }, opts),
    new rbac.ClusterRole(`${name}-tester`, clusterRole, opts),
    new rbac.ClusterRoleBinding(
      `${name}-tester`,
      { metadata: clusterRole.metadata, roleRef: refer("ClusterRole", clusterRole.metadata.name), subjects },
      opts,
    ),
  ];
}

const program = readFileSync(join(__dirname, "restore-test", "restore-test.ts"), "utf8");

function createJob(name: string, args: VeleroArgs, opts: pulumi.CustomResourceOptions, after: readonly pulumi.Resource[]): void {
  const files = new core.ConfigMap(
    `${name}-program`,
    {
      metadata: { ...metadata, name: "restore-test" },
      data: { "restore-test.ts": program, "test.json": JSON.stringify(assignment(args)) },
    },
    opts,
  );
  new batch.CronJob(
    name,
    {
      metadata: { ...metadata, name: "restore-test" },
      spec: {
        schedule: restoreCron(args.backup.restoreTestDays),
        suspend: false,
        // A test that is still running is not overtaken by the next.
        concurrencyPolicy: "Forbid",
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec: { backoffLimit: 0, template: podSpec(args) } },
      },
    },
    { ...opts, dependsOn: [files, ...after] },
  );
}
