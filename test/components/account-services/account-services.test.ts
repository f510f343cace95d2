import assert from "node:assert/strict";
import { AccountServices, type AccountServicesArgs } from "../../../components/account-services/account-services";
import { trailPermissions, trailTrust } from "../../../components/account-services/trail-policies";
import { type AccountServiceName, accountServiceNames } from "../../../components/args";
import { type Decision, type Request, asAnybody, decide } from "../policy-simulator";
import { clusterName, named, only, planComponent, site, tags, textOf } from "../support";

const account = site.accountId;
const external = { by: "external", owner: "security team", reference: "LZ-12" } as const;
const services = (by: (name: AccountServiceName) => { by: "platform" } | typeof external) =>
  Object.fromEntries(accountServiceNames.map((name) => [name, by(name)])) as AccountServicesArgs["services"];

const args: AccountServicesArgs = {
  site,
  clusterName,
  services: services(() => ({ by: "platform" })),
  frameworks: ["hipaa", "pci-dss"],
  archive: { bucketName: "archive", ready: [] },
  logsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
  volumesKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/volumes",
  logRetentionDays: 120,
  retentionDays: 731,
  protection: { protect: true, deletionProtection: true },
  tags,
};

const plan = (changes: Partial<AccountServicesArgs> = {}) => planComponent(() => new AccountServices("account", { ...args, ...changes }));

/** What each service consists of. */
const types: Readonly<Record<AccountServiceName, readonly string[]>> = {
  cloudtrail: ["aws:cloudtrail/trail:Trail", "aws:cloudwatch/logGroup:LogGroup"],
  guardduty: ["aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"],
  config: ["aws:cfg/recorder:Recorder", "aws:cfg/deliveryChannel:DeliveryChannel", "aws:cfg/recorderStatus:RecorderStatus"],
  securityhub: ["aws:securityhub/account:Account", "aws:securityhub/standardsSubscription:StandardsSubscription"],
  inspector: ["aws:inspector2/enabler:Enabler", "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"],
  ebsDefaults: [
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:ebs/defaultKmsKey:DefaultKmsKey",
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  ],
};

describe("services of the account", () => {
  for (const service of accountServiceNames) {
    it(`${service} is made alone where only it is this stack's`, async () => {
      const planned = await plan({ services: services((name) => (name === service ? { by: "platform" } : external)) });
      for (const name of accountServiceNames)
        for (const type of types[name]) assert.equal(planned.ofType(type).length > 0, name === service, type);
    });
  }

  it("are none where another team runs them all", async () => {
    const planned = await plan({ services: services(() => external) });
    assert.deepEqual(
      planned.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });
});

describe("the trail", () => {
  it("records every region and its own integrity, into archive and log group, encrypted with the key for logs", async () => {
    const planned = await plan();
    const trail = only(planned, "aws:cloudtrail/trail:Trail");
    const said = ["isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogFileValidation", "enableLogging"].map((key) =>
      trail.read(key),
    );
    assert.deepEqual(said, [true, true, true, true]);
    assert.deepEqual([trail.read("s3BucketName"), trail.read("kmsKeyId"), trail.resource.protect], ["archive", args.logsKeyArn, true]);
    const group = only(planned, "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(trail.sources("cloudWatchLogsGroupArn"), [group.urn]);
    assert.deepEqual([group.read("kmsKeyId"), group.read("retentionInDays")], [args.logsKeyArn, 120]);
  });

  it("records who reads in the archive, and not that it writes there itself", async () => {
    const selectors = only(await plan(), "aws:cloudtrail/trail:Trail").read("advancedEventSelectors") as readonly {
      fieldSelectors: unknown;
    }[];
    assert.deepEqual(selectors[0]?.fieldSelectors, [{ field: "eventCategory", equals: ["Management"] }]);
    assert.deepEqual(selectors[1]?.fieldSelectors, [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWiths: ["arn:aws:s3:::archive/"] },
      { field: "readOnly", equals: ["true"] },
    ]);
  });
});

const group = "/aws/cloudtrail/ledger-dev/trail";
const stream = (name: string, of = group) => `arn:aws:logs:eu-west-1:${account}:log-group:${of}:log-stream:${name}`;
const trail = (name: string, of = account) => ({
  "aws:SourceAccount": of,
  "aws:SourceArn": `arn:aws:cloudtrail:eu-west-1:${of}:trail/${name}`,
});
const assume = (service: string, context: Request["context"]): Request => ({
  caller: { service },
  action: "sts:AssumeRole",
  ...(context === undefined ? {} : { context }),
});
const writer = { arn: `arn:aws:iam::${account}:role/ledger-dev-trail` };
const config = { service: "config.amazonaws.com" };
const bucket = `arn:aws:s3:::${clusterName}-configuration-${account}`;
const recorded = { "aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control" };
const object = `${bucket}/AWSLogs/${account}/Config/eu-west-1/1`;

const trustCases: readonly (readonly [Decision, string, Request])[] = [
  ["allowed", "this trail", assume("cloudtrail.amazonaws.com", trail(clusterName))],
  ["refused", "another trail", assume("cloudtrail.amazonaws.com", trail(`${clusterName}-2`))],
  ["refused", "a trail of another account", assume("cloudtrail.amazonaws.com", trail(clusterName, "999999999999"))],
  ["refused", "another service", assume("config.amazonaws.com", trail(clusterName))],
];
const writeCases: readonly (readonly [Decision, string, Request])[] = [
  ["allowed", "writes its stream", { caller: writer, action: "logs:PutLogEvents", resource: stream(`${account}_CloudTrail_eu-west-1`) }],
  ["refused", "writes another stream", { caller: writer, action: "logs:PutLogEvents", resource: stream("other") }],
  [
    "refused",
    "writes another group",
    { caller: writer, action: "logs:PutLogEvents", resource: stream(`${account}_CloudTrail_x`, "/aws/x") },
  ],
  ["refused", "deletes its group", { caller: writer, action: "logs:DeleteLogGroup", resource: stream(`${account}_CloudTrail_x`) }],
];
const bucketCases: readonly (readonly [Decision, string, Request])[] = [
  ["allowed", "Config writes", { caller: config, action: "s3:PutObject", resource: object, context: recorded }],
  ["allowed", "Config looks", { caller: config, action: "s3:GetBucketAcl", resource: bucket, context: recorded }],
  [
    "refused",
    "Config writes for another account",
    { caller: config, action: "s3:PutObject", resource: object, context: { ...recorded, "aws:SourceAccount": "999999999999" } },
  ],
  ["refused", "Config reads", { caller: config, action: "s3:GetObject", resource: object, context: recorded }],
  ["refused", "Config writes elsewhere", { caller: config, action: "s3:PutObject", resource: `${bucket}/x`, context: recorded }],
];

describe("the policies of the account's services", () => {
  for (const [expected, who, request] of trustCases)
    it(`trail: ${who} is ${expected}`, () => assert.equal(decide(trailTrust(site, clusterName), request), expected));
  for (const [expected, who, request] of writeCases)
    it(`trail: ${who}: is ${expected}`, () => {
      const document = asAnybody(trailPermissions(site, group));
      assert.equal(decide(document, request), expected);
    });
  for (const [expected, who, request] of bucketCases)
    it(`configuration: ${who} is ${expected}`, async () => {
      const policy = named(await plan(), "aws:s3/bucketPolicy:BucketPolicy", "account-config");
      assert.equal(decide(textOf(policy, "policy"), request), expected);
    });
});

describe("detection, recording, scanning and defaults", () => {
  it("GuardDuty watches audit logs, buckets, disks and what runs, with an agent that EKS installs", async () => {
    const planned = await plan();
    const detector = only(planned, "aws:guardduty/detector:Detector");
    assert.deepEqual([detector.read("enable"), detector.read("findingPublishingFrequency")], [true, "FIFTEEN_MINUTES"]);
    const features = planned.ofType("aws:guardduty/detectorFeature:DetectorFeature").map((one) => [one.read("name"), one.read("status")]);
    assert.deepEqual(features.sort(), [
      ["EBS_MALWARE_PROTECTION", "ENABLED"],
      ["EKS_AUDIT_LOGS", "ENABLED"],
      ["RUNTIME_MONITORING", "ENABLED"],
      ["S3_DATA_EVENTS", "ENABLED"],
    ]);
  });

  it("Config records everything, global types too, and starts when its channel is there", async () => {
    const planned = await plan();
    const recorder = only(planned, "aws:cfg/recorder:Recorder");
    assert.deepEqual(recorder.read("recordingGroup"), { allSupported: true, includeGlobalResourceTypes: true });
    const status = only(planned, "aws:cfg/recorderStatus:RecorderStatus");
    assert.equal(status.read("isEnabled"), true);
    assert.ok(status.resource.dependencies.includes(only(planned, "aws:cfg/deliveryChannel:DeliveryChannel").urn));
    const lock = planned.ofType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    assert.deepEqual(lock, [], "Config does not deliver to a bucket with a default lock");
  });

  for (const [frameworks, expected] of [
    [["gdpr"], ["best-practices"]],
    [["pci-dss"], ["best-practices", "pci-dss"]],
    [
      ["hipaa", "pci-dss"],
      ["best-practices", "nist-800-53", "pci-dss"],
    ],
  ] as const)
    it(`Security Hub looks by the standards of ${frameworks.join(" and ")}`, async () => {
      const subscriptions = (await plan({ frameworks })).ofType("aws:securityhub/standardsSubscription:StandardsSubscription");
      assert.deepEqual(subscriptions.map(({ name }) => name.replace("account-securityhub-", "")).sort(), expected);
      for (const one of subscriptions)
        assert.match(textOf(one, "standardsArn"), /^arn:aws:securityhub:eu-west-1::standards\/[a-z0-9-]+\/v\/\d/);
    });

  it("the account's defaults of EBS stay when the stack goes, but for the key, which goes with it", async () => {
    const planned = await plan();
    const stays = (type: string) => only(planned, type).resource.retainOnDelete;
    assert.deepEqual(types.ebsDefaults.map(stays), [true, false, true]);
  });
});
