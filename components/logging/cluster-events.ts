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
