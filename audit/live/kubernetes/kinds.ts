/** A kind that the audit lists in the whole cluster. Secrets and ConfigMaps are not among them: nothing that they hold is needed. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** In paths and in rules of RBAC. */
  readonly plural: string;
}

const kind = (group: string, version: string, name: string, plural = `${name.toLowerCase()}s`): Kind => ({
  group,
  version,
  kind: name,
  plural,
});

export const kinds: readonly Kind[] = [
  kind("", "v1", "Namespace"),
  kind("", "v1", "Node"),
  kind("", "v1", "PersistentVolume"),
  kind("", "v1", "Pod"),
  kind("", "v1", "Service"),
  kind("", "v1", "ServiceAccount"),
  kind("", "v1", "ResourceQuota"),
  kind("", "v1", "LimitRange"),
  kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
  kind("networking.k8s.io", "v1", "Ingress", "ingresses"),
  kind("storage.k8s.io", "v1", "StorageClass", "storageclasses"),
  kind("rbac.authorization.k8s.io", "v1", "Role"),
  kind("rbac.authorization.k8s.io", "v1", "ClusterRole"),
  kind("rbac.authorization.k8s.io", "v1", "RoleBinding"),
  kind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"),
  kind("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration"),
  kind("templates.gatekeeper.sh", "v1", "ConstraintTemplate"),
  kind("security.istio.io", "v1", "PeerAuthentication"),
  kind("security.istio.io", "v1", "AuthorizationPolicy", "authorizationpolicies"),
  kind("networking.istio.io", "v1", "DestinationRule"),
  kind("networking.istio.io", "v1", "ServiceEntry", "serviceentries"),
  kind("velero.io", "v1", "Schedule"),
  kind("velero.io", "v1", "Backup"),
  kind("velero.io", "v1", "Restore"),
];

export const constraintGroup = "constraints.gatekeeper.sh";

/** Constraints have a kind of their own for each template. */
export const constraintKind = (template: string): Kind => kind(constraintGroup, "v1beta1", template, template.toLowerCase());

export const pathOf = ({ group, version, plural }: Kind): string =>
  group === "" ? `/api/${version}/${plural}` : `/apis/${group}/${version}/${plural}`;

export const apiVersionOf = ({ group, version }: Kind): string => (group === "" ? version : `${group}/${version}`);

/** The token under which Pulumi knows the kind, and with it every check. */
export const typeOf = (one: Kind): string => `kubernetes:${one.group === "" ? `core/${one.version}` : apiVersionOf(one)}:${one.kind}`;
