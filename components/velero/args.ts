import type * as pulumi from "@pulumi/pulumi";
import type { BackupSettings, LockSettings, NamespaceSettings, Site } from "../args";

export interface VeleroArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly vpcCidr: string;
  /** Range of the cluster's Services; EKS chose one when absent. */
  readonly serviceCidr?: string;
  readonly backup: BackupSettings;
  readonly lock: LockSettings;
  /** What is backed up, each by the schedule of its class of data. */
  readonly namespaces: readonly NamespaceSettings[];
  readonly backupsKeyArn: pulumi.Input<string>;
  readonly copiesKeyArn: pulumi.Input<string>;
  /** Storage classes of the platform, which restored claims have to ask for. */
  readonly storageClasses: readonly string[];
  readonly protect: boolean;
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What judges objects: while it starts, nothing may be made. */
  readonly kubernetesAfter: readonly pulumi.Resource[];
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly identityAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}
