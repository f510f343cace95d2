/**
 * What the platform is built from. These are the components' own types: config.ts produces a value of `PlatformArgs`, and the
 * compiler compares. Everything here is plain data, because it decides which resources exist.
 */

export type Environment = "development" | "staging" | "production";
export type DataClass = "phi" | "cardholder" | "personal" | "internal";

/** Account, region and partition come from the stack's `aws:*` keys; nothing is looked up. */
export interface Site {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

export interface NetworkSettings {
  /** The VPC's IPv4 range, /16 to /20. */
  readonly cidr: string;
  /** Full zone names, e.g. `eu-west-1a`; two or three. */
  readonly zones: readonly string[];
  readonly nat: "single" | "per-zone";
  /** Interface endpoints beyond the required set, e.g. `sqs`. */
  readonly extraEndpoints: readonly string[];
}

export interface NodeGroupSettings {
  readonly name: string;
  readonly operatingSystem: "al2023" | "bottlerocket";
  readonly architecture: "x86_64" | "arm64";
  readonly instanceTypes: readonly string[];
  readonly minSize: number;
  readonly desiredSize: number;
  readonly maxSize: number;
  /** GiB of the (data) volume. */
  readonly diskSize: number;
}

export interface ClusterSettings {
  /** Minor version, e.g. `1.35`. */
  readonly version: string;
  readonly endpoint: { readonly access: "private" } | { readonly access: "restricted"; readonly cidrs: readonly string[] };
  readonly nodeGroups: readonly NodeGroupSettings[];
}

/** A group of people with one job: the IAM role they assume and the Kubernetes groups it maps to. */
export interface Persona {
  readonly name: string;
  readonly roleArn: string;
  readonly kubernetesGroups: readonly string[];
}

export interface AccessSettings {
  /** The role that runs `pulumi up`. It gets its own access entry, because creator admin is off. */
  readonly deployerRoleArn: string;
  readonly breakGlassRoleArn: string;
  readonly personas: readonly Persona[];
}

/** The numbers that the frameworks decide; resolved, with reasons, in policies/settings. */
export interface Retention {
  readonly logDays: number;
  readonly keyRotationDays: number;
  readonly keyDeletionWindowDays: number;
}

/** What `production` turns on and everything else leaves off. */
export interface Protection {
  readonly protect: boolean;
  readonly deletionProtection: boolean;
}

export interface PlatformArgs {
  readonly site: Site;
  readonly environment: Environment;
  readonly protection: Protection;
  readonly retention: Retention;
  readonly network: NetworkSettings;
  readonly cluster: ClusterSettings;
  readonly access: AccessSettings;
  /** Tags put on every AWS resource. */
  readonly tags: Readonly<Record<string, string>>;
}
