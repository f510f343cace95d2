import type { RuntimeCheckId } from "../controls";

/** Where events come from: the system calls of a node, or the audit log of Kubernetes. Falco's own names. */
export const sources = ["syscall", "k8s_audit"] as const;
export type Source = (typeof sources)[number];

/** Every check on what runs, by its id, which is also the name of its file of rules and the first tag of each. */
export const runtimeChecks: Readonly<Record<RuntimeCheckId, Source>> = {
  "api-exec-alerted": "k8s_audit",
  "api-server-contact-alerted": "syscall",
  "credential-search-alerted": "syscall",
  "critical-file-change-alerted": "syscall",
  "exec-in-container-alerted": "syscall",
  "instance-metadata-contact-alerted": "syscall",
  "malicious-execution-alerted": "syscall",
  "new-binary-executed-alerted": "syscall",
  "node-port-connection-alerted": "syscall",
  "outbound-connection-alerted": "syscall",
  "privilege-gain-alerted": "syscall",
  "privileged-container-alerted": "syscall",
  "rbac-change-alerted": "k8s_audit",
  "record-store-access-alerted": "syscall",
};

export const runtimeCheckIds = Object.keys(runtimeChecks) as readonly RuntimeCheckId[];
