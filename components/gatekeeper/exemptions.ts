/** Where Gatekeeper runs. Its chart exempts it. */
export const ownNamespace = "gatekeeper-system";

/**
 * Namespaces that admission does not judge: those of Kubernetes and EKS, and those of the platform whose pods need what is refused to
 * tenants. No tenant can make or label a namespace.
 */
export const exemptNamespaces: readonly string[] = ["kube-node-lease", "kube-public", "kube-system", "log-agent"];

/**
 * Objects without a namespace that may be what is refused to others: the stock storage class of EKS, from which no claim may be made;
 * roles that Kubernetes gives to people; and those of what the platform installs, with their bindings, which its updates write again. Names of
 * the EBS driver and of the snapshot controller are those of their charts, which the EKS add-ons use.
 */
export const exemptObjects: readonly string[] = [
  "gp2",
  "admin",
  "cluster-admin",
  "edit",
  "view",
  "aws-node",
  "ebs-csi-attacher-binding",
  "ebs-csi-node-role",
  "ebs-csi-provisioner-binding",
  "ebs-csi-resizer-binding",
  "ebs-csi-snapshotter-binding",
  "ebs-external-attacher-role",
  "ebs-external-provisioner-role",
  "ebs-external-resizer-role",
  "ebs-external-snapshotter-role",
  "gatekeeper-delete-webhook-configs",
  "gatekeeper-manager-role",
  "gatekeeper-manager-rolebinding",
  "snapshot-controller-runner",
];
