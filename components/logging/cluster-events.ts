import type { LoggedEvent } from "./trail-events";

/** Events in the cluster's audit log (Kubernetes, audit.k8s.io/v1), which EKS writes to the control plane's group as JSON. */
export const clusterEvents: readonly LoggedEvent[] = [
  {
    short: "pod-entered",
    description: "somebody opened a shell, a stream or a port in a pod",
    pattern:
      '{ ($.stage = "ResponseStarted") && (($.objectRef.subresource = "exec") || ($.objectRef.subresource = "attach") || ($.objectRef.subresource = "portforward")) }',
  },
  {
    short: "pod-extended",
    description: "somebody added a container to a running pod",
    pattern:
      '{ ($.objectRef.subresource = "ephemeralcontainers") && ($.stage = "ResponseComplete") && (($.verb = "patch") || ($.verb = "update")) }',
  },
  {
    short: "anonymous-allowed",
    description: "a request without identity was allowed, other than the questions about health",
    pattern:
      '{ ($.user.username = "system:anonymous") && ($.stage = "ResponseComplete") && ($.responseStatus.code < 400) && ($.requestURI != "/livez*") && ($.requestURI != "/readyz*") && ($.requestURI != "/healthz*") && ($.requestURI != "/version*") }',
  },
  {
    short: "cluster-denied",
    description: "a request was refused by the cluster's own rules",
    pattern: '{ ($.stage = "ResponseComplete") && ($.responseStatus.code = 403) }',
  },
  {
    short: "cluster-rights-changed",
    description: "somebody changed who may do what in the cluster",
    pattern:
      '{ ($.objectRef.apiGroup = "rbac.authorization.k8s.io") && ($.stage = "ResponseComplete") && ($.responseStatus.code < 400) && (($.verb = "create") || ($.verb = "update") || ($.verb = "patch") || ($.verb = "delete")) }',
  },
];

/** A person who reads Secrets. `deployer` is the beginning of the name of whoever deploys, who reads those in which Helm keeps its releases. */
export const secretRead = (deployer: string): LoggedEvent => ({
  short: "secret-read",
  description: "a person read Secrets of the cluster",
  pattern: `{ ($.objectRef.resource = "secrets") && ($.stage = "ResponseComplete") && ($.user.username = "arn:*") && ($.user.username != "${deployer}*") && (($.verb = "get") || ($.verb = "list") || ($.verb = "watch")) }`,
});

/** Records of requests for records of people (components/data-access/policy/audit.rego). */
export const dataAccessEvents: readonly LoggedEvent[] = [
  {
    short: "records-in-emergency",
    description: "somebody opened records of people in an emergency",
    pattern: '{ ($.event = "data-access") && ($.breakGlass IS TRUE) }',
  },
];

/** What Falco tells, once more by the log: Slack hears of alarms, and falcosidekick may not reach the topic. */
export const runtimeEvents: readonly LoggedEvent[] = [
  {
    short: "runtime-alert",
    description: "runtime detection raised an alert; the log group of falco has it",
    pattern:
      '{ ($.priority = "Emergency") || ($.priority = "Alert") || ($.priority = "Critical") || ($.priority = "Error") || ($.priority = "Warning") }',
  },
];
