import * as core from "@pulumi/kubernetes/core/v1";
import type * as pulumi from "@pulumi/pulumi";
import { podSecurityVersion } from "./versions";

/** Pod Security Standards, from the narrowest. */
export type PodSecurity = "restricted" | "baseline" | "privileged";

/** Labels by which the API server itself refuses pods (Kubernetes documentation, "Pod Security Admission"). */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  const labels = ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion],
  ]);
  return Object.fromEntries(labels) as Record<string, string>;
}

export interface NamespaceArgs {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A namespace that says what its pods may do. Helm would make one without labels. */
export function createNamespace(name: string, args: NamespaceArgs, opts: pulumi.CustomResourceOptions): core.Namespace {
  const labels = { "app.kubernetes.io/part-of": "compliant-eks", ...args.labels, ...podSecurityLabels(args.podSecurity) };
  return new core.Namespace(name, { metadata: { name: args.name, labels } }, opts);
}
