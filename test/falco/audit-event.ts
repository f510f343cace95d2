import type { Event } from "./evaluate";

/** An event of the audit log (audit.k8s.io/v1), as far as rules look at it. */
export interface AuditEvent {
  readonly auditID?: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username?: string; readonly groups?: readonly string[] };
  readonly impersonatedUser?: { readonly username?: string };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number; readonly reason?: string };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly requestObject?: { readonly roleRef?: { readonly name?: string } };
  readonly stageTimestamp?: string;
}

/** The fields that Falco's plugin k8saudit makes of it (its documentation, "Supported Fields"). */
export function fieldsOfAudit(event: AuditEvent): Event {
  const { objectRef = {}, annotations = {} } = event;
  const fields = {
    "evt.num": 1,
    "evt.rawtime": event.stageTimestamp === undefined ? undefined : String(BigInt(Date.parse(event.stageTimestamp)) * 1_000_000n),
    "ka.stage": event.stage,
    "ka.verb": event.verb,
    "ka.uri": event.requestURI,
    "ka.user.name": event.user.username,
    "ka.user.groups": event.user.groups,
    "ka.impuser.name": event.impersonatedUser?.username,
    "ka.target.resource": objectRef.resource,
    "ka.target.subresource": objectRef.subresource,
    "ka.target.namespace": objectRef.namespace,
    "ka.target.name": objectRef.name,
    "ka.response.code": event.responseStatus?.code === undefined ? undefined : String(event.responseStatus.code),
    "ka.response.reason": event.responseStatus?.reason,
    "ka.auth.decision": annotations["authorization.k8s.io/decision"],
    "ka.auth.reason": annotations["authorization.k8s.io/reason"],
    "ka.req.binding.role": event.requestObject?.roleRef?.name,
  };
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
