import type { AddonName } from "../versions";

/** How one add-on is installed. */
export interface AddonSettings {
  readonly name: AddonName;
  /** Before: what a node needs to become ready. After: what needs a ready node to become active. */
  readonly when: "before-nodes" | "after-nodes";
  /** Values against the add-on's own schema. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** The service account in `kube-system` that gets a role of its own, and the policy of AWS that the role has. */
  readonly identity?: { readonly serviceAccount: string; readonly role: "vpcCni" | "ebsCsi"; readonly policy: string };
}

/** In the order of installation; the agent is first because the others get their roles through it. */
export function addonSettings(tags: Readonly<Record<string, string>>): readonly AddonSettings[] {
  return [
    { name: "eks-pod-identity-agent", when: "before-nodes" },
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
  ];
}
