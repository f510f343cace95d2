import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { type ServiceCheckId, cases, made, ownKey, setting, switchOff } from "./support";

const lambda = "lambda/function";
const variables = (values: Value): Inputs => ({ environment: { variables: values } });

cases("function-environment-no-credentials", [
  { it: "accepts names of things", given: made(lambda, variables({ TABLE: "orders", LEVEL: "info" })), want: "pass" },
  {
    it: "accepts where a password is",
    given: made(lambda, variables({ DB_PASSWORD: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" })),
    want: "pass",
  },
  { it: "refuses a password", given: made(lambda, variables({ DB_PASSWORD: "correct-horse-battery" })), want: "fail" },
  { it: "refuses an access key", given: made(lambda, variables({ KEY: "AKIAIOSFODNN7EXAMPLE" })), want: "fail" },
  {
    it: "refuses an address with a password",
    given: made(lambda, variables({ DB: "postgres://app:verysecret@db:5432/app" })),
    want: "fail",
  },
  { it: "accepts none", given: made(lambda), want: "pass" },
  { it: "defers unknown variables", given: made(lambda, variables(UNKNOWN)), want: "deferred" },
  { it: "defers an unknown value", given: made(lambda, variables({ DB_PASSWORD: UNKNOWN })), want: "deferred" },
  { it: "cannot read hidden variables", given: made(lambda, variables(new Hidden("ciphertext"))), want: "not-evaluated" },
]);
ownKey("function-environment-encrypted-with-cmk", lambda, "kmsKeyArn", variables({ TABLE: "orders" }), [
  { it: "asks nothing of a function without variables", given: made(lambda), want: "not-applicable" },
]);
setting("function-inside-vpc", lambda, "vpcConfig.subnetIds", { good: [["subnet-1"]], bad: [[]], absent: "fail" });
setting(
  "function-runtime-supported",
  lambda,
  "runtime",
  {
    good: ["nodejs22.x", "nodejs24.x", "python3.10", "python3.13", "java21", "java8.al2", "provided.al2023", "dotnet8", "ruby3.4"],
    bad: ["nodejs16.x", "nodejs20.x", "python2.7", "python3.9", "java8", "go1.x", "dotnet6", "dotnetcore3.1", "ruby2.7", "provided"],
    absent: "fail",
  },
  [{ it: "asks nothing of an image, which brings its own", given: made(lambda, { packageType: "Image" }), want: "not-applicable" }],
);
setting("function-url-asks-who-calls", "lambda/functionUrl", "authorizationType", { good: ["AWS_IAM"], bad: ["NONE"], absent: "fail" });
setting("function-url-names-origins", "lambda/functionUrl", "cors.allowOrigins", {
  good: [["https://shop.example.com"]],
  bad: [["*"]],
  absent: "pass",
});
const permission = (inputs: Inputs) => made("lambda/permission", inputs);
cases("function-permission-names-caller", [
  {
    it: "accepts a service for one source",
    given: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::orders" }),
    want: "pass",
  },
  {
    it: "accepts a service for one account",
    given: permission({ principal: "s3.amazonaws.com", sourceAccount: "111122223333" }),
    want: "pass",
  },
  { it: "accepts a source that is not known yet", given: permission({ principal: "s3.amazonaws.com", sourceArn: UNKNOWN }), want: "pass" },
  { it: "refuses a service for anybody", given: permission({ principal: "s3.amazonaws.com" }), want: "fail" },
  { it: "refuses everybody", given: permission({ principal: "*" }), want: "fail" },
  { it: "accepts everybody of one organisation", given: permission({ principal: "*", principalOrgId: "o-example" }), want: "pass" },
  { it: "accepts an account", given: permission({ principal: "111122223333" }), want: "pass" },
  { it: "defers an unknown one", given: permission({ principal: UNKNOWN }), want: "deferred" },
]);
const layer = (inputs: Inputs) => made("lambda/layerVersionPermission", inputs);
cases("function-layer-private", [
  { it: "accepts an account", given: layer({ principal: "111122223333" }), want: "pass" },
  { it: "accepts everybody of one organisation", given: layer({ principal: "*", organizationId: "o-example" }), want: "pass" },
  { it: "refuses everybody", given: layer({ principal: "*" }), want: "fail" },
  { it: "defers an unknown one", given: layer({ principal: UNKNOWN }), want: "deferred" },
]);
setting("function-failures-kept", lambda, "deadLetterConfig.targetArn", {
  good: ["arn:aws:sqs:eu-west-1:111122223333:failed"],
  bad: [],
  absent: "fail",
});

const task = "ecs/taskDefinition";
const containers = (...list: readonly object[]) => made(task, { containerDefinitions: JSON.stringify(list) });
const onContainers = (id: ServiceCheckId, good: readonly object[], bad: readonly object[], more: readonly Case[] = []): void => {
  cases(id, [
    ...good.map((one): Case => ({ it: `accepts ${JSON.stringify(one)}`, given: containers(one), want: "pass" })),
    ...bad.map((one): Case => ({
      it: `refuses ${JSON.stringify(one)} beside others`,
      given: containers(good[0] ?? {}, one),
      want: "fail",
    })),
    { it: "defers unknown containers", given: made(task, { containerDefinitions: UNKNOWN }), want: "deferred" },
    { it: "cannot read hidden containers", given: made(task, { containerDefinitions: new Hidden("ciphertext") }), want: "not-evaluated" },
    { it: "cannot read what is no list", given: made(task, { containerDefinitions: "{" }), want: "not-evaluated" },
    ...more,
  ]);
};
const variable = (name: string, value: string): object => ({ environment: [{ name, value }] });
onContainers("task-environment-no-credentials", [variable("TABLE", "orders"), {}], [variable("API_KEY", "correct-horse-battery")]);
onContainers("task-not-privileged", [{}, { privileged: false }], [{ privileged: true }]);
onContainers("task-not-root", [{ user: "1000:1000" }, { user: "app" }], [{}, { user: "root" }, { user: "0" }, { user: "0:0" }]);
onContainers(
  "task-root-filesystem-read-only",
  [{ readonlyRootFilesystem: true }],
  [{}, { readonlyRootFilesystem: false }],
  [
    {
      it: "defers when nobody knows whether it is Windows",
      given: made(task, { containerDefinitions: "[{}]", runtimePlatform: UNKNOWN }),
      want: "deferred",
    },
    {
      it: "asks nothing of Windows",
      given: made(task, { containerDefinitions: "[{}]", runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }),
      want: "not-applicable",
    },
  ],
);
onContainers("task-logged", [{ logConfiguration: { logDriver: "awslogs" } }], [{}, { logConfiguration: { logDriver: "none" } }]);
onContainers(
  "task-image-pinned-by-digest",
  [{ image: `registry.example.com/app@sha256:${"a".repeat(64)}` }],
  [{ image: "app:latest" }, {}],
);
setting("task-network-of-its-own", task, "networkMode", { good: ["awsvpc", "bridge"], bad: ["host"], absent: "pass" });
setting("task-processes-of-its-own", task, "pidMode", { good: ["task"], bad: ["host"], absent: "pass" });
setting("task-memory-of-its-own", task, "ipcMode", { good: ["task", "none"], bad: ["host"], absent: "pass" });
const volumes = (...list: readonly Inputs[]) => made(task, { volumes: list });
cases("task-files-encrypted-in-transit", [
  { it: "accepts files over TLS", given: volumes({ efsVolumeConfiguration: { transitEncryption: "ENABLED" } }), want: "pass" },
  { it: "refuses files in clear", given: volumes({ efsVolumeConfiguration: { transitEncryption: "DISABLED" } }), want: "fail" },
  { it: "refuses the default, which is clear", given: volumes({ efsVolumeConfiguration: { fileSystemId: "fs-1" } }), want: "fail" },
  { it: "asks nothing of other volumes", given: volumes({ name: "scratch" }), want: "not-applicable" },
  { it: "defers unknown files", given: volumes({ efsVolumeConfiguration: UNKNOWN }), want: "deferred" },
]);
for (const kind of ["ecs/service", "ecs/taskSet"]) {
  switchOff("container-service-not-public", kind, "networkConfiguration.assignPublicIp");
  setting("container-platform-current", kind, "platformVersion", { good: ["LATEST"], bad: ["1.3.0"], absent: "pass" });
}
const settings = (...list: readonly Inputs[]) => made("ecs/cluster", { settings: list });
cases("container-cluster-monitored", [
  { it: "accepts insights", given: settings({ name: "containerInsights", value: "enabled" }), want: "pass" },
  { it: "accepts more insights", given: settings({ name: "containerInsights", value: "enhanced" }), want: "pass" },
  { it: "refuses none", given: made("ecs/cluster"), want: "fail" },
  { it: "refuses them off", given: settings({ name: "containerInsights", value: "disabled" }), want: "fail" },
  { it: "refuses another setting alone", given: settings({ name: "other", value: "enabled" }), want: "fail" },
  { it: "defers unknown settings", given: made("ecs/cluster", { settings: UNKNOWN }), want: "deferred" },
]);
const command = "configuration.executeCommandConfiguration";
setting("container-commands-logged", "ecs/cluster", `${command}.logging`, { good: ["OVERRIDE", "DEFAULT"], bad: ["NONE"], absent: "pass" });
ownKey(
  "container-commands-encrypted-with-cmk",
  "ecs/cluster",
  `${command}.kmsKeyId`,
  { configuration: { executeCommandConfiguration: { logging: "DEFAULT" } } },
  [{ it: "asks nothing of a cluster that says nothing of commands", given: made("ecs/cluster"), want: "not-applicable" }],
);
