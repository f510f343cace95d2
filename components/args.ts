import type { Input } from "@pulumi/pulumi";

/**
 * What the platform is built from. These are the components' own types: config.ts produces a value of `PlatformArgs`, and the
 * compiler compares. Everything here is plain data, because it decides which resources exist.
 */

export type Environment = "development" | "staging" | "production";
export const dataClasses = ["phi", "cardholder", "personal", "internal"] as const;
export type DataClass = (typeof dataClasses)[number];

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
  /** IPv4 range of the cluster's Services; EKS chooses one when absent. */
  readonly serviceCidr?: string;
  readonly nodeGroups: readonly NodeGroupSettings[];
}

/** What people may do in namespaces; see components/namespaces/roles.ts for the rights. */
export type PersonaRole = "reader" | "operator" | "database-access" | "break-glass";

/** A group of people with one job: the IAM role they assume, the Kubernetes groups it maps to and what these may do. */
export interface Persona {
  readonly name: string;
  readonly roleArn: string;
  readonly kubernetesGroups: readonly string[];
  readonly role: PersonaRole;
  /** Namespaces in which they may; all of them when absent. */
  readonly namespaces?: readonly string[];
  /** Last day of rights for an emergency, `YYYY-MM-DD`. */
  readonly until?: string;
}

export interface AccessSettings {
  /** The role that runs `pulumi up`. It gets its own access entry, because creator admin is off. */
  readonly deployerRoleArn: string;
  readonly breakGlassRoleArn: string;
  readonly personas: readonly Persona[];
}

/** The numbers that the frameworks decide; resolved, with reasons, in policies/settings. */
export interface Retention {
  readonly keyRotationDays: number;
  readonly keyDeletionWindowDays: number;
}

export interface LoggingSettings {
  /** Total life of audit logs, archive included. */
  readonly retentionDays: number;
  /** Part of it that can be queried at once. */
  readonly hotDays: number;
  /** Storage limitation; absent when no chosen framework sets a maximum. */
  readonly maxRetentionDays?: number;
}

export interface BackupSettings {
  readonly retentionDays: number;
  /** How long nobody can delete or alter a backup. */
  readonly lockDays: number;
  readonly maxRetentionDays?: number;
  /** Age that the last good backup may have. */
  readonly rpoHours: number;
  /** Time that a restore may take. */
  readonly rtoHours: number;
  /** Interval of restore tests. */
  readonly restoreTestDays: number;
  /** Where copies are kept; the region of everything else when absent. */
  readonly copyRegion?: string;
}

/** Object Lock: nobody, not even the account root, can shorten COMPLIANCE. */
export interface LockSettings {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Days of the longest lock that the stack sets. */
  readonly longestDays: number;
}

export const accountServiceNames = ["cloudtrail", "guardduty", "config", "securityhub", "inspector", "ebsDefaults"] as const;
export type AccountServiceName = (typeof accountServiceNames)[number];

/** Services of which an account has one: made here, or run by another team. */
export type AccountService = { readonly by: "platform" } | { readonly by: "external"; readonly owner: string; readonly reference: string };

export interface AlertSettings {
  readonly emails: readonly string[];
  /** Incoming-webhook address; a secret. */
  readonly slackWebhook?: Input<string>;
  /** Integration key of the Events API; a secret. */
  readonly pagerDutyKey?: Input<string>;
}

export interface AdmissionSettings {
  /** `warn`, in development only, lets objects in and tells who brought them. */
  readonly enforcementAction: "deny" | "warn";
  /** Whether Gatekeeper fills in what pods leave out and rules ask for. */
  readonly safeDefaults: boolean;
}

export interface MeshSettings {
  /** Algorithms of FIPS 140-2 only. */
  readonly fips: boolean;
  /** Longest life of a workload's certificate. */
  readonly certificateHours: number;
}

export type IngressSettings =
  { readonly exposure: "none" } | { readonly exposure: "internal" | "public"; readonly domain: string; readonly certificateArn: string };

/** One end of a flow: some or all pods of a namespace. */
export interface FlowPeer {
  readonly namespace: string;
  /** Labels that the pods carry; empty means every pod of the namespace. */
  readonly pods: Readonly<Record<string, string>>;
  /** Their service account; that of their label `app` when absent. */
  readonly serviceAccount?: string;
}

/** An opening in the default-deny network policies. */
export interface Flow {
  readonly from: FlowPeer;
  readonly to: FlowPeer;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

/** Requests to pods that data access is asked about first. */
export interface Guard {
  /** Value of the pods' label `app`, and name of their service account. */
  readonly app: string;
  readonly port: number;
  readonly routes: readonly { readonly methods: readonly string[]; readonly path: string; readonly action: string }[];
}

/** Whose tokens are taken, and what each role may do with records of people. */
export interface DataAccessSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Public keys of the issuer, as the JSON text of a JSON Web Key Set. */
  readonly jwks: string;
  readonly roles: readonly { readonly name: string; readonly purposes: readonly string[]; readonly actions: readonly string[] }[];
  /** The role that opens every record in an emergency, and the longest time for which it does. */
  readonly breakGlass: { readonly role: string; readonly minutes: number };
}

/** The healthcare example. */
export interface PatientRecordsSettings {
  /** A namespace of class phi with the flows and the guard that it needs. */
  readonly namespace: string;
  /** Images of one's own instead of the example's, with digest. */
  readonly apiImage?: string;
  readonly databaseImage?: string;
}

export interface NamespaceSettings {
  readonly name: string;
  /** The team that answers for the data. */
  readonly owner: string;
  readonly dataClass: DataClass;
  /** Kubernetes quantities, e.g. `4` and `8Gi`. */
  readonly quotas: { readonly cpu: string; readonly memory: string; readonly pods: number };
  /** Whether its pods ask AWS by EKS Pod Identity. */
  readonly podIdentity: boolean;
  readonly flows: readonly Flow[];
  readonly guards: readonly Guard[];
}

/** An accepted exception; admission and runtime exceptions are derived from it. */
export interface WaiverSettings {
  readonly check: string;
  readonly resource: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  readonly expires: string;
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
  readonly frameworks: readonly string[];
  readonly lock: LockSettings;
  readonly logging: LoggingSettings;
  readonly backup: BackupSettings;
  readonly accountServices: Readonly<Record<AccountServiceName, AccountService>>;
  readonly alerts: AlertSettings;
  readonly admission: AdmissionSettings;
  readonly mesh: MeshSettings;
  /** There whenever a namespace has data of class phi or cardholder. */
  readonly dataAccess?: DataAccessSettings;
  readonly ingress: IngressSettings;
  /** Prefix of the registry that mirrors every image, without scheme or closing slash; absent means the images' own registries. */
  readonly registryMirror?: string;
  readonly namespaces: readonly NamespaceSettings[];
  readonly patientRecords?: PatientRecordsSettings;
  readonly waivers: readonly WaiverSettings[];
  /** Tags put on every AWS resource. */
  readonly tags: Readonly<Record<string, string>>;
}
