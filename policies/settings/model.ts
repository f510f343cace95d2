import type { FrameworkId } from "../controls/model";
import type { Waiver } from "../waivers";

export const environments = ["development", "staging", "production"] as const;
export type Environment = (typeof environments)[number];

/** What the most sensitive data are that a namespace's pods handle. */
export const dataClasses = ["phi", "cardholder", "personal", "internal"] as const;

/** Those that are reached by verified requests only. */
export const guardedClasses: ReadonlySet<unknown> = new Set<(typeof dataClasses)[number]>(["phi", "cardholder"]);

/** Namespaces of what the platform installs; those of Kubernetes begin with `kube-`. */
export const platformNamespaces: ReadonlySet<string> = new Set([
  "data-access",
  "falco",
  "gatekeeper-system",
  "istio-ingress",
  "istio-system",
  "log-agent",
  "restore-test",
  "velero",
]);

export const services = ["cloudtrail", "guardduty", "config", "securityhub", "inspector", "ebsDefaults"] as const;
export type ServiceName = (typeof services)[number];

/** A service of the account that another team runs. */
export interface ExternalService {
  readonly owner: string;
  readonly reference: string;
}

/** Resolved parameter values, by the names of the catalogue. */
export interface Parameters {
  readonly "log.retention.days": number;
  readonly "log.retention.max.days": number | undefined;
  readonly "log.hot.days": number;
  readonly "evidence.retention.days": number;
  readonly "kms.rotation.days": number;
  readonly "kms.deletion.window.days": number;
  readonly "patch.critical.days": number;
  readonly "session.idle.minutes": number;
  readonly "session.max.seconds": number;
  readonly "secret.rotation.days": number;
  readonly "password.min.length": number;
  readonly "password.history": number;
  readonly "password.max.age.days": number;
  /** Names of TLS policies of load balancers; `*` stands for anything. */
  readonly "tls.policy.allowlist": readonly string[];
  readonly "certificate.renewal.days": number;
  readonly "data.retention.max.days": number | undefined;
  readonly "backup.rpo.hours": number;
  readonly "backup.rto.hours": number;
  readonly "backup.retention.days": number;
  readonly "backup.lock.days": number;
  readonly "restore.test.days": number;
  /** Empty: nobody said which regions, so residency cannot be judged. */
  readonly "residency.allowed.regions": readonly string[];
  readonly "mesh.cert.ttl.hours": number;
  /** Hosts outside the mesh that any workload may reach. */
  readonly "egress.allowlist": readonly string[];
  readonly "lock.mode": "GOVERNANCE" | "COMPLIANCE";
  /** The longest lock of the stack in production, 1 elsewhere: a lock is long enough with the smaller of this and its own parameter. */
  readonly "lock.days": number;
  /** `true` = required, `false` = not required here, `undefined` = nobody said which environment this is. */
  readonly "protect.required": boolean | undefined;
  readonly "deletion.protection.required": boolean;
}

/** What a check may know besides the resources. */
export interface Settings {
  readonly frameworks: readonly FrameworkId[];
  /** Undefined in a foreign program. */
  readonly environment: Environment | undefined;
  readonly parameters: Parameters;
  readonly waivers: readonly Waiver[];
  readonly externalServices: Readonly<Partial<Record<ServiceName, ExternalService>>>;
  /** Role ARNs that may administer the cluster: the deployer and break-glass. A persona never may. */
  readonly adminPrincipals: readonly string[];
  readonly deployerRoleArn: string | undefined;
  readonly breakGlassRoleArn: string | undefined;
  /** CIDR blocks from which the cluster endpoint may be reached, when it is not private. */
  readonly approvedEndpointCidrs: readonly string[];
  readonly account: string | undefined;
  /** Prefixes of registries from which images may come; empty: nobody said which. */
  readonly allowedRegistries: readonly string[];
  /** Tags that an inventory asks of every resource that holds data or decides who gets at it. */
  readonly requiredTags: readonly string[];
  /** Labels that namespaces and workloads carry. */
  readonly requiredLabels: readonly string[];
  /** Ports that may be open to the internet, where a tag says so. */
  readonly publicPorts: readonly number[];
  /** The day against which versions and waivers are judged, `YYYY-MM-DD`, UTC. */
  readonly today: string;
}
