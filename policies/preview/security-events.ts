/** A kind of event that somebody must be told about, and an event of the kind, reduced to what tells it from others. */
export interface EventSample {
  readonly kind: string;
  readonly event: { readonly [key: string]: Json };
}

type Json = string | number | boolean | { readonly [key: string]: Json };

const call = (service: string, eventName: string, more: EventSample["event"] = {}): EventSample["event"] => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  eventType: "AwsApiCall",
  userIdentity: { type: "AssumedRole" },
  ...more,
});

/** In the account's trail, by the classes of control `security-event-alerting` (PCI DSS 10.2.1.4 to 10.2.1.6, 10.4.1.1). */
export const accountEvents: readonly EventSample[] = [
  { kind: "denied calls", event: call("s3", "GetObject", { errorCode: "AccessDenied" }) },
  { kind: "use of the root user", event: call("ec2", "RunInstances", { userIdentity: { type: "Root" } }) },
  {
    kind: "sign-in without a second factor",
    event: call("signin", "ConsoleLogin", {
      userIdentity: { type: "IAMUser" },
      additionalEventData: { MFAUsed: "No" },
      responseElements: { ConsoleLogin: "Success" },
    }),
  },
  { kind: "changes of IAM", event: call("iam", "AttachRolePolicy") },
  { kind: "changes of keys", event: call("kms", "ScheduleKeyDeletion") },
  { kind: "changes of bucket policies", event: call("s3", "PutBucketPolicy") },
  { kind: "changes of security groups", event: call("ec2", "AuthorizeSecurityGroupIngress") },
  { kind: "changes of routes", event: call("ec2", "CreateRoute") },
  { kind: "changes of the trail", event: call("cloudtrail", "StopLogging") },
  { kind: "changes of AWS Config", event: call("config", "StopConfigurationRecorder") },
];

/** As EventBridge hands them to rules. */
const viaTrail = (service: string, eventName: string, more: EventSample["event"] = {}): EventSample["event"] => ({
  source: `aws.${service}`,
  "detail-type": "AWS API Call via CloudTrail",
  detail: call(service, eventName, more),
});

export const highFinding: EventSample = {
  kind: "high findings of GuardDuty",
  event: { source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: { severity: 7, type: "Backdoor:EC2/C&CActivity.B" } },
};

export const keyDeletion: EventSample = { kind: "orders to delete a key", event: viaTrail("kms", "ScheduleKeyDeletion") };

/** The emergency role, taken within AWS and through the identity provider. */
export const breakGlassUse = (roleArn: string): readonly EventSample[] =>
  ["AssumeRole", "AssumeRoleWithSAML"].map((name) => ({
    kind: "use of the emergency role",
    event: viaTrail("sts", name, { requestParameters: { roleArn } }),
  }));

/** Whoever turns off what watches (control `control-failure-alerting`; PCI DSS 10.7.2). */
export const stoppedControls: readonly EventSample[] = [
  ...(
    [
      ["cloudtrail", "StopLogging"],
      ["cloudtrail", "DeleteTrail"],
      ["ec2", "DeleteFlowLogs"],
      ["config", "StopConfigurationRecorder"],
      ["guardduty", "DeleteDetector"],
      ["guardduty", "UpdateDetector"],
      ["logs", "PutRetentionPolicy"],
      ["logs", "DeleteLogGroup"],
    ] as const
  ).map(([service, name]) => ({ kind: name, event: viaTrail(service, name) })),
];

const request = (more: EventSample["event"]): EventSample["event"] => ({
  kind: "Event",
  apiVersion: "audit.k8s.io/v1",
  stage: "ResponseComplete",
  verb: "get",
  user: { username: "somebody" },
  requestURI: "/api/v1/namespaces/records/secrets",
  responseStatus: { code: 200 },
  objectRef: { resource: "secrets", namespace: "records", apiVersion: "v1" },
  ...more,
});

/** In the cluster's audit log (PCI DSS 10.2.1.2, 10.2.1.4 and 10.2.1.5; HIPAA 164.312(b)). */
export const clusterEvents: readonly EventSample[] = [
  ...["exec", "attach", "portforward"].map((subresource) => ({
    kind: `${subresource} into a pod`,
    event: request({
      stage: "ResponseStarted",
      verb: "create",
      responseStatus: { code: 101 },
      objectRef: { resource: "pods", subresource, namespace: "records", apiVersion: "v1" },
    }),
  })),
  {
    kind: "containers added to running pods",
    event: request({
      verb: "patch",
      objectRef: { resource: "pods", subresource: "ephemeralcontainers", namespace: "records", apiVersion: "v1" },
    }),
  },
  { kind: "anonymous access", event: request({ user: { username: "system:anonymous" } }) },
  { kind: "refused requests", event: request({ responseStatus: { code: 403 } }) },
  ...["create", "update", "patch", "delete"].map((verb) => ({
    kind: "changes of rights in the cluster",
    event: request({ verb, objectRef: { resource: "rolebindings", apiGroup: "rbac.authorization.k8s.io", apiVersion: "v1" } }),
  })),
];
