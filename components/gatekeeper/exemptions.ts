/** Where Gatekeeper runs. Its chart exempts it. */
export const ownNamespace = "gatekeeper-system";

/**
 * Namespaces that admission does not judge: those of Kubernetes and EKS, and those of the platform whose pods need what is refused to
 * tenants. Nothing here gives a tenant the right to make or label a namespace.
 */
export const exemptNamespaces: readonly string[] = [
  "data-access",
  "istio-ingress",
  "istio-system",
  "kube-node-lease",
  "kube-public",
  "kube-system",
  "log-agent",
  "restore-test",
  "velero",
];

/** Those of which admission only asks who changes what is there: it is what watches the others. */
export const watchingNamespaces: readonly string[] = ["falco"];

/**
 * Objects without a namespace that may be what is refused to others: the stock storage class of EKS, from which no claim may be made;
 * roles that Kubernetes gives to people; and roles of what runs on the cluster, which its updates write again. Names of EKS add-ons are those
 * that public manifests of their projects have; they were not compared with a cluster.
 */
export const exemptObjects: readonly string[] = [
  "gp2",
  "admin",
  "cluster-admin",
  "compliant-eks:break-glass",
  "edit",
  "aws-node",
  "ebs-csi-node-role",
  "ebs-external-attacher-role",
  "ebs-external-provisioner-role",
  "ebs-external-resizer-role",
  "ebs-external-snapshotter-role",
  "gatekeeper-delete-webhook-configs",
  "gatekeeper-manager-role",
  "falco",
  "falco-audit",
  "istio-cni",
  "istio-cni-repair-role",
  "istio-reader-clusterrole-istio-system",
  "istiod-clusterrole-istio-system",
  "istiod-gateway-controller-istio-system",
  "restore-test-velero-server",
  "snapshot-controller-runner",
  "velero-server",
];
