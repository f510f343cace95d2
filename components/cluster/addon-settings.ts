import type { AddonName } from "../versions";

/**
 * First: the agent through which others get their roles. Before nodes: what a node needs to become ready. After nodes: what needs a
 * ready node to become active.
 */
export type Moment = "first" | "before-nodes" | "after-nodes";

/** How one add-on is installed. */
export interface AddonSettings {
  readonly name: AddonName;
  readonly when: Moment;
  /** Values against the add-on's own schema. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** The service account in `kube-system` that gets a role of its own, and the policy of AWS that the role has. */
  readonly identity?: { readonly serviceAccount: string; readonly role: "vpcCni" | "ebsCsi"; readonly policy: string };
}

/** The add-ons of one moment. */
export function addonSettings(when: Moment, tags: Readonly<Record<string, string>>): readonly AddonSettings[] {
  return allAddons(tags).filter((addon) => addon.when === when);
}

function allAddons(tags: Readonly<Record<string, string>>): readonly AddonSettings[] {
  return [
    { name: "eks-pod-identity-agent", when: "first" },
    {
      name: "vpc-cni",
      when: "before-nodes",
      // The schema wants the text "true". The CNI's default log level is DEBUG, which writes every pod address to disk.
      values: { enableNetworkPolicy: "true", env: { AWS_VPC_K8S_CNI_LOGLEVEL: "INFO", AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "INFO" } },
      identity: { serviceAccount: "aws-node", role: "vpcCni", policy: "AmazonEKS_CNI_Policy" },
    },
    { name: "kube-proxy", when: "before-nodes" },
    { name: "coredns", when: "after-nodes" },
    {
      name: "aws-ebs-csi-driver",
      when: "after-nodes",
      // The add-on's own default class has no key of ours. Volumes carry our tags, because default tags do not reach them.
      values: { defaultStorageClass: { enabled: false }, controller: { extraVolumeTags: tags } },
      identity: { serviceAccount: "ebs-csi-controller-sa", role: "ebsCsi", policy: "AmazonEBSCSIDriverPolicyV2" },
    },
    { name: "snapshot-controller", when: "after-nodes" },
    { name: "metrics-server", when: "after-nodes" },
    // Secrets as files of a pod, read with the pod's own role; a secret that is rotated is read again.
    {
      name: "aws-secrets-store-csi-driver-provider",
      when: "after-nodes",
      values: { "secrets-store-csi-driver": { syncSecret: { enabled: false }, enableSecretRotation: true } },
    },
  ];
}
