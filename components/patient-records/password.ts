import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as batch from "@pulumi/kubernetes/batch/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { databaseRoleNames } from "../names";
import { createPodRole } from "../pod-identity";
import type { Statement } from "../policy-document";
import { imageOf } from "../versions";
import type { PatientRecordsArgs } from "./args";
import { passwordFiles } from "./files";
import { api, database, labelsOf, passwordJob, secretName } from "./names";
import { container, credentials, files, inMemory, pod } from "./pods";

const cliUser = 1000;
const databaseUser = 26;

/** ARN of the secret: Secrets Manager puts six characters of its own behind the name. */
const secretArn = ({ site, clusterName, namespace }: PatientRecordsArgs): string =>
  `arn:${site.partition}:secretsmanager:${site.region}:${site.accountId}:secret:${secretName(clusterName, namespace.name)}-??????`;

const reads = (args: PatientRecordsArgs): Statement => ({
  Sid: "ReadPassword",
  Effect: "Allow",
  Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
  Resource: secretArn(args),
});

const rotates = (args: PatientRecordsArgs): readonly Statement[] => [
  reads(args),
  {
    Sid: "ChangePassword",
    Effect: "Allow",
    Action: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
    Resource: secretArn(args),
  },
  // It belongs to no secret, so that IAM knows no resource for it.
  {
    Sid: "MakePassword",
    Effect: "Allow",
    Action: "secretsmanager:GetRandomPassword",
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": args.site.region } },
  },
];

/** The password of the database: made by Secrets Manager, changed on a schedule, and a file for those who need it. Returns the class of the file. */
export function createPassword(
  name: string,
  args: PatientRecordsArgs,
  opts: pulumi.CustomResourceOptions,
  inCluster: pulumi.CustomResourceOptions,
): { readonly secretClass: string; readonly ready: readonly pulumi.Resource[] } {
  const { clusterName, namespace } = args;
  const secret = new secretsmanager.Secret(
    name,
    {
      name: secretName(clusterName, namespace.name),
      description: "Password of the database of patient records",
      kmsKeyId: args.credentialsKeyArn,
      recoveryWindowInDays: 7,
      tags: { ...args.tags },
    },
    opts,
  );
  const identities = createIdentities(name, args, opts);
  const secretClass = new apiextensions.CustomResource(name, secretFiles(args), inCluster);
  const first = createJobs(name, args, inCluster, [secret, secretClass, ...identities]);
  return { secretClass: className, ready: [first, secretClass, ...identities] };
}

/** One job makes the first password, another a new one every month. Returns the first. */
function createJobs(
  name: string,
  args: PatientRecordsArgs,
  opts: pulumi.CustomResourceOptions,
  after: readonly pulumi.Resource[],
): pulumi.Resource {
  const metadata = { namespace: args.namespace.name, labels: labelsOf(passwordJob, args.namespace, args.environment) };
  const template = (spec: types.input.core.v1.PodSpec) => ({ metadata: { labels: metadata.labels }, spec });
  const around = [
    new core.ServiceAccount(name, { metadata: { ...metadata, name: passwordJob }, automountServiceAccountToken: false }, opts),
    new core.ConfigMap(name, { metadata: { ...metadata, name: passwordJob }, data: { ...passwordFiles } }, opts),
  ];
  const started = { ...opts, dependsOn: [...after, ...around] };
  new batch.CronJob(
    `${name}-rotation`,
    {
      metadata: { ...metadata, name: passwordJob },
      spec: {
        // Every month, which is within every limit of `secret.rotation.days` that a framework asks for.
        schedule: "23 2 1 * *",
        concurrencyPolicy: "Forbid",
        jobTemplate: { spec: { backoffLimit: 0, template: template(rotationSpec(args)) } },
      },
    },
    started,
  );
  return new batch.Job(
    `${name}-first`,
    { metadata: { ...metadata, name: `${passwordJob}-first` }, spec: { backoffLimit: 3, template: template(firstSpec(args)) } },
    started,
  );
}

const className = "database-password";

function createIdentities(name: string, args: PatientRecordsArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { site, clusterName, namespace, identityAfter: after, tags } = args;
  const names = databaseRoleNames(clusterName);
  const role = (suffix: keyof typeof names, serviceAccount: string, description: string, statements: readonly Statement[]) =>
    createPodRole(
      `${name}-${suffix}`,
      {
        identity: { site, clusterName, namespace: namespace.name, serviceAccount },
        roleName: names[suffix],
        description,
        statements,
        after,
        tags,
      },
      opts,
    );
  return [
    ...role("database", database, "Reads the password of the database", [reads(args)]),
    ...role("api", api, "Reads the password of the database", [reads(args)]),
    ...role("password", passwordJob, "Changes the password of the database", rotates(args)),
  ];
}

/** Which parts of the secret become which files. */
const secretFiles = ({ site, clusterName, namespace }: PatientRecordsArgs) => ({
  apiVersion: "secrets-store.csi.x-k8s.io/v1",
  kind: "SecretProviderClass",
  metadata: { name: className, namespace: namespace.name },
  spec: {
    provider: "aws",
    parameters: {
      region: site.region,
      usePodIdentity: "true",
      objects: JSON.stringify([
        {
          objectName: secretName(clusterName, namespace.name),
          objectType: "secretsmanager",
          jmesPath: [
            { path: "password", objectAlias: "password" },
            { path: "uri", objectAlias: "uri" },
          ],
        },
      ]),
    },
  },
});

const scripts = files(passwordJob);
const handover = inMemory("handover", "/handover");

/** A step that asks Secrets Manager. Its tool writes to a home folder. */
const cli = ({ site, clusterName, namespace, registry }: PatientRecordsArgs, name: string, script: string) =>
  container(
    name,
    imageOf("awsCli", registry),
    {
      command: ["sh", `/configuration/${script}.sh`],
      env: [
        { name: "HOME", value: "/handover" },
        { name: "AWS_REGION", value: site.region },
        { name: "STORED_AS", value: secretName(clusterName, namespace.name) },
      ],
      volumeMounts: [scripts.mount, handover.mount],
    },
    { cpu: "250m", memory: "256Mi" },
  );

const firstSpec = (args: PatientRecordsArgs) =>
  pod(passwordJob, cliUser, {
    restartPolicy: "Never",
    containers: [cli(args, "first-password", "first-password")],
    volumes: [scripts.volume, handover.volume],
  });

/** Three steps, each after the one before: until the last, everybody who asks gets the password that still works. */
function rotationSpec(args: PatientRecordsArgs) {
  const secret = credentials(className);
  const use = container("use-password", args.settings.databaseImage ?? imageOf("postgres", args.registry), {
    command: ["sh", "/configuration/use-password.sh"],
    volumeMounts: [scripts.mount, handover.mount, secret.mount],
  });
  return pod(passwordJob, databaseUser, {
    restartPolicy: "Never",
    initContainers: [cli(args, "new-password", "new-password"), use],
    containers: [cli(args, "current-password", "current-password")],
    volumes: [scripts.volume, handover.volume, secret.volume],
  });
}
