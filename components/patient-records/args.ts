import type * as pulumi from "@pulumi/pulumi";
import type { DataAccessSettings, Environment, NamespaceSettings, PatientRecordsSettings, Site } from "../args";

export interface PatientRecordsArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly environment: Environment;
  readonly vpcCidr: string;
  readonly settings: PatientRecordsSettings;
  /** The namespace that it runs in, made already. */
  readonly namespace: NamespaceSettings;
  readonly tokens: Pick<DataAccessSettings, "audience" | "jwks">;
  /** The class of its volume, which encrypts. */
  readonly storageClass: string;
  readonly credentialsKeyArn: pulumi.Input<string>;
  /** Where its images are: a registry of the platform's own, which admission takes. */
  readonly registry: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly identityAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}
