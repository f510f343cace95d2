import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../../policies/preview/tree";

import { cases, closedPolicy, made, ownKey, setting, switchOff, switchOn } from "./support";

const parameter = (name: Value, type: Value, value: Value) => made("ssm/parameter", { name, type, value });
cases("parameter-no-credentials", [
  { it: "accepts a secure one", given: parameter("/shop/db/password", "SecureString", "correct-horse-battery"), want: "pass" },
  { it: "accepts a setting", given: parameter("/shop/level", "String", "info"), want: "pass" },
  { it: "refuses a password by its name", given: parameter("/shop/db/password", "String", "correct-horse-battery"), want: "fail" },
  { it: "refuses one that is not known yet by its name", given: parameter("/shop/db/password", "String", UNKNOWN), want: "fail" },
  { it: "refuses an access key by its shape", given: parameter("/shop/thing", "String", "AKIAIOSFODNN7EXAMPLE"), want: "fail" },
  { it: "defers an unknown value of no telling name", given: parameter("/shop/level", "String", UNKNOWN), want: "deferred" },
  { it: "defers an unknown type", given: parameter("/shop/level", UNKNOWN, "info"), want: "deferred" },
  { it: "cannot read a hidden value", given: parameter("/shop/level", "String", new Hidden("ciphertext")), want: "not-evaluated" },
]);
ownKey("parameter-encrypted-with-cmk", "ssm/parameter", "keyId", { type: "SecureString" }, [
  { it: "asks nothing of a setting", given: made("ssm/parameter", { type: "String" }), want: "not-applicable" },
]);
setting("automation-document-private", "ssm/document", "permissions.accountIds", {
  good: ["111122223333"],
  bad: ["All", "111122223333,all"],
  absent: "pass",
});
const sessions = (inputs: object) => JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs });
const session: Inputs = { documentType: "Session" };
setting(
  "shell-sessions-logged",
  "ssm/document",
  "content",
  {
    base: session,
    good: [sessions({ cloudWatchLogGroupName: "sessions" }), sessions({ s3BucketName: "sessions" })],
    bad: [sessions({}), sessions({ s3BucketName: "" }), "no JSON"],
    absent: "fail",
  },
  [{ it: "asks nothing of another document", given: made("ssm/document", { documentType: "Command" }), want: "not-applicable" }],
);
setting("shell-sessions-encrypted-with-cmk", "ssm/document", "content", {
  base: session,
  good: [sessions({ kmsKeyId: "alias/sessions" })],
  bad: [sessions({}), sessions({ kmsKeyId: "" })],
  absent: "fail",
});
for (const kind of ["secretsmanager/secret", "secretsmanager/secretPolicy"]) closedPolicy("secret-policy-not-public", kind, "policy");
switchOn("secret-policy-blocks-public", "secretsmanager/secretPolicy", "blockPublicPolicy");
setting("secret-deletion-can-be-undone", "secretsmanager/secret", "recoveryWindowInDays", { good: [7, 30], bad: [0], absent: "pass" });
const replicas = (...list: readonly Value[]) => made("secretsmanager/secret", { replicas: list });
cases("secret-replicas-encrypted-with-cmk", [
  { it: "accepts a key in each", given: replicas({ kmsKeyId: "alias/one" }), want: "pass" },
  { it: "refuses one without", given: replicas({ kmsKeyId: "alias/one" }, { region: "eu-central-1" }), want: "fail" },
  { it: "asks nothing of a secret without", given: made("secretsmanager/secret"), want: "not-applicable" },
  { it: "defers an unknown list", given: made("secretsmanager/secret", { replicas: UNKNOWN }), want: "deferred" },
]);
cases("secret-replicas-stay", [
  { it: "accepts an allowed region", given: replicas({ region: "eu-central-1" }), want: "pass" },
  { it: "refuses another", given: replicas({ region: "us-east-1" }), want: "fail" },
  {
    it: "does not know without a list of regions",
    given: replicas({ region: "us-east-1" }),
    settings: { parameters: { "residency.allowed.regions": [] } },
    want: "not-evaluated",
  },
  { it: "defers an unknown one", given: replicas({ region: UNKNOWN }), want: "deferred" },
  { it: "asks nothing of a secret without", given: made("secretsmanager/secret"), want: "not-applicable" },
]);

const build = "codebuild/project";
const variables = (...environmentVariables: readonly Value[]) => made(build, { environment: { environmentVariables } });
cases("build-environment-no-credentials", [
  {
    it: "accepts a reference",
    given: variables({ name: "DB_PASSWORD", type: "SECRETS_MANAGER", value: "shop/db:password" }),
    want: "pass",
  },
  { it: "accepts a setting", given: variables({ name: "LEVEL", value: "info" }), want: "pass" },
  { it: "refuses a password", given: variables({ name: "DB_PASSWORD", value: "correct-horse-battery" }), want: "fail" },
  {
    it: "refuses an access key",
    given: variables({ name: "AWS_ACCESS_KEY_ID", type: "PLAINTEXT", value: "AKIAIOSFODNN7EXAMPLE" }),
    want: "fail",
  },
  { it: "defers an unknown value", given: variables({ name: "LEVEL", value: UNKNOWN }), want: "deferred" },
  { it: "accepts none", given: made(build), want: "pass" },
]);
const source = (location: Value) => made(build, { source: { location } });
cases("build-source-no-credentials", [
  { it: "accepts an address", given: source("https://git.example.com/shop.git"), want: "pass" },
  { it: "refuses an address with a token", given: source("https://token@git.example.com/shop.git"), want: "fail" },
  {
    it: "refuses one with a password in a second source",
    given: made(build, { secondarySources: [{ location: "https://me:words@git.example.com/a" }] }),
    want: "fail",
  },
  { it: "defers an unknown one", given: source(UNKNOWN), want: "deferred" },
  { it: "asks nothing of a project without", given: made(build), want: "not-applicable" },
]);
switchOff("build-not-privileged", build, "environment.privilegedMode");
cases("build-artifacts-encrypted", [
  { it: "accepts the default", given: made(build, { artifacts: { type: "S3" } }), want: "pass" },
  { it: "refuses clear text", given: made(build, { artifacts: { type: "S3", encryptionDisabled: true } }), want: "fail" },
  {
    it: "refuses clear logs",
    given: made(build, { artifacts: { type: "S3" }, logsConfig: { s3Logs: { encryptionDisabled: "true" } } }),
    want: "fail",
  },
  {
    it: "refuses clear text in a second one",
    given: made(build, { secondaryArtifacts: [{}, { encryptionDisabled: true }] }),
    want: "fail",
  },
  { it: "defers what is unknown", given: made(build, { artifacts: UNKNOWN }), want: "deferred" },
]);
ownKey("build-encrypted-with-cmk", build, "encryptionKey");
cases("build-logged", [
  { it: "accepts the default, which is CloudWatch", given: made(build), want: "pass" },
  { it: "refuses none", given: made(build, { logsConfig: { cloudwatchLogs: { status: "DISABLED" } } }), want: "fail" },
  {
    it: "accepts a bucket instead",
    given: made(build, { logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED" } } }),
    want: "pass",
  },
  { it: "defers what is unknown", given: made(build, { logsConfig: UNKNOWN }), want: "deferred" },
]);
setting("build-not-public", build, "projectVisibility", { good: ["PRIVATE"], bad: ["PUBLIC_READ"], absent: "pass" });
const pipeline = (...artifactStores: readonly Value[]) => made("codepipeline/pipeline", { artifactStores });
cases("pipeline-artifacts-encrypted-with-cmk", [
  { it: "accepts a key in each store", given: pipeline({ encryptionKey: { id: "alias/mine" } }), want: "pass" },
  { it: "refuses one without", given: pipeline({ encryptionKey: { id: "alias/mine" } }, {}), want: "fail" },
  { it: "defers unknown stores", given: made("codepipeline/pipeline", { artifactStores: UNKNOWN }), want: "deferred" },
]);

const machine = "sfn/stateMachine";
setting("workflow-logged", machine, "loggingConfiguration.level", { good: ["ALL", "ERROR"], bad: ["OFF"], absent: "fail" });
setting("workflow-content-not-logged", machine, "loggingConfiguration.includeExecutionData", {
  good: [false],
  bad: [true],
  absent: "pass",
});
ownKey(
  "workflow-encrypted-with-cmk",
  machine,
  "encryptionConfiguration.kmsKeyId",
  { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY" } },
  [{ it: "refuses a key of AWS", given: made(machine, { encryptionConfiguration: { type: "AWS_OWNED_KEY" } }), want: "fail" }],
);

const notebook = "sagemaker/notebookInstance";
setting("notebook-not-public", notebook, "directInternetAccess", { good: ["Disabled"], bad: ["Enabled"], absent: "fail" });
setting("notebook-inside-vpc", notebook, "subnetId", { good: ["subnet-1"], bad: [""], absent: "fail" });
setting("notebook-users-not-root", notebook, "rootAccess", { good: ["Disabled"], bad: ["Enabled"], absent: "fail" });
setting("notebook-requires-session-tokens", notebook, "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion", {
  good: ["2", 2],
  bad: ["1"],
  absent: "fail",
});
ownKey("learning-data-encrypted-with-cmk", notebook, "kmsKeyId");
ownKey("learning-data-encrypted-with-cmk", "sagemaker/endpointConfiguration", "kmsKeyArn");
ownKey("learning-data-encrypted-with-cmk", "sagemaker/domain", "kmsKeyId");
setting("model-inside-vpc", "sagemaker/model", "vpcConfig.subnets", { good: [["subnet-1"]], bad: [[]], absent: "fail" });
switchOn("model-isolated", "sagemaker/model", "enableNetworkIsolation");
setting("learning-domain-inside-vpc", "sagemaker/domain", "appNetworkAccessType", {
  good: ["VpcOnly"],
  bad: ["PublicInternetOnly"],
  absent: "fail",
});

switchOff("migration-not-public", "dms/replicationInstance", "publiclyAccessible", true);
for (const kind of ["dms/replicationInstance", "dms/s3Endpoint"]) ownKey("migration-encrypted-with-cmk", kind, "kmsKeyArn");
switchOn("migration-takes-minor-upgrades", "dms/replicationInstance", "autoMinorVersionUpgrade");
setting(
  "migration-connections-encrypted",
  "dms/endpoint",
  "sslMode",
  { base: { engineName: "postgres" }, good: ["require", "verify-full"], bad: ["none"], absent: "fail" },
  [{ it: "asks nothing of an API of AWS", given: made("dms/endpoint", { engineName: "dynamodb" }), want: "not-applicable" }],
);
setting("migration-connections-encrypted", "dms/endpoint", "redisSettings.sslSecurityProtocol", {
  base: { engineName: "redis" },
  good: ["ssl-encryption"],
  bad: ["plaintext"],
  absent: "pass",
});
setting("migration-connections-encrypted", "dms/endpoint", "kafkaSettings.securityProtocol", {
  base: { engineName: "kafka" },
  good: ["ssl-encryption", "sasl-ssl"],
  bad: ["plaintext"],
  absent: "fail",
});

for (const kind of ["ec2/instance", "ec2/launchConfiguration"]) {
  setting(
    "machine-requires-session-tokens",
    kind,
    "metadataOptions.httpTokens",
    { good: ["required"], bad: ["optional"], absent: "fail" },
    [
      {
        it: "accepts a service that is off",
        given: made(kind, { metadataOptions: { httpEndpoint: "disabled" } }),
        want: "pass",
      },
    ],
  );
  setting("machine-no-ssh-key", kind, "keyName", { good: [""], bad: ["mine"], absent: "pass" });
}
cases("machine-requires-session-tokens", [
  {
    it: "leaves what a template makes to the template",
    given: made("ec2/instance", { launchTemplate: { id: "lt-1" } }),
    want: "not-applicable",
  },
]);
setting("machine-has-role", "ec2/instance", "iamInstanceProfile", { good: ["app"], bad: [], absent: "fail" }, [
  {
    it: "leaves what a template makes to the template",
    given: made("ec2/instance", { launchTemplate: { id: "lt-1" } }),
    want: "not-applicable",
  },
]);
switchOn("machine-monitored", "ec2/instance", "monitoring");
switchOn("machine-monitored", "ec2/launchConfiguration", "enableMonitoring");
setting(
  "machine-group-checked-by-balancer",
  "autoscaling/group",
  "healthCheckType",
  { base: { targetGroupArns: ["arn"] }, good: ["ELB"], bad: ["EC2"], absent: "fail" },
  [{ it: "asks nothing of a group that no balancer asks", given: made("autoscaling/group"), want: "not-applicable" }],
);
const disks: Inputs = { rootVolumeEncryptionEnabled: true, userVolumeEncryptionEnabled: true };
ownKey("desktop-encrypted-with-cmk", "workspaces/workspace", "volumeEncryptionKey", disks, [
  {
    it: "refuses one disk in clear",
    given: made("workspaces/workspace", { ...disks, userVolumeEncryptionEnabled: false, volumeEncryptionKey: "alias/mine" }),
    want: "fail",
  },
]);

const pool = "cognito/userPool";
setting("user-pool-second-factor", pool, "mfaConfiguration", { good: ["ON"], bad: ["OFF", "OPTIONAL"], absent: "fail" });
const strong: Inputs = { minimumLength: 14, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true };
setting("user-pool-passwords-strong", pool, "passwordPolicy", {
  good: [strong],
  bad: [{ ...strong, minimumLength: 8 }, { ...strong, requireSymbols: false }, { minimumLength: 14 }],
  absent: "fail",
});
setting("user-pool-threats-stopped", pool, "userPoolAddOns.advancedSecurityMode", {
  good: ["ENFORCED"],
  bad: ["AUDIT", "OFF"],
  absent: "fail",
});
setting("user-pool-deletion-protected", pool, "deletionProtection", { good: ["ACTIVE"], bad: ["INACTIVE"], absent: "fail" });
setting("identity-pool-no-guests", "cognito/identityPool", "allowUnauthenticatedIdentities", {
  good: [false],
  bad: [true],
  absent: "pass",
});

const server = "transfer/server";
setting("transfer-server-encrypted", server, "protocols", {
  good: [["SFTP"], ["FTPS", "AS2"]],
  bad: [["FTP"], ["SFTP", "FTP"]],
  absent: "not-applicable",
});
setting("transfer-server-not-public", server, "endpointType", { good: ["VPC"], bad: ["PUBLIC"], absent: "fail" });
setting("transfer-server-logged", server, "structuredLogDestinations", { good: [["arn"]], bad: [[]], absent: "fail" }, [
  { it: "accepts the older role", given: made(server, { loggingRole: "arn" }), want: "pass" },
]);
setting("transfer-server-tls-strong", server, "securityPolicyName", {
  good: ["TransferSecurityPolicy-2024-01", "TransferSecurityPolicy-FIPS-2023-05", "TransferSecurityPolicy-Restricted-2024-06"],
  bad: ["TransferSecurityPolicy-2018-11", "TransferSecurityPolicy-2020-06"],
  absent: "fail",
});
