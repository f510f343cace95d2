import type { FrameworkId } from "./model";

export type Unit = "days" | "hours" | "minutes" | "seconds" | "characters" | "passwords" | "regions" | "";
export type ParameterValue = number | string | boolean | readonly (number | string)[];

/** What a framework says of a parameter. Without a value the framework leaves it to the entity, and the clause says where. */
export interface FrameworkSays {
  readonly value?: ParameterValue;
  readonly clause: string;
}

/**
 * A number (or list) that the frameworks decide. `max` and `min` say which of several values is the strictest: the largest for a
 * minimum such as a retention, the smallest for a maximum such as an interval. Lists are intersected.
 */
export interface Parameter {
  readonly meaning: string;
  readonly unit: Unit;
  /** Holds without any framework, and against all of them: the strictest wins. */
  readonly default?: ParameterValue;
  /** The default holds only where a chosen framework speaks of the parameter. */
  readonly onlyWhenAsked?: true;
  readonly frameworks: Readonly<Partial<Record<FrameworkId, FrameworkSays>>>;
  readonly combine: "max" | "min" | "intersection";
  /** Values that the service accepts: a list, or a range. */
  readonly allowed?: readonly number[] | { readonly from: number; readonly to: number };
  readonly note: string;
}

/** A parameter that the environment decides: production, any other, and a program that does not say. */
export interface EnvironmentParameter {
  readonly meaning: string;
  readonly unit: Unit;
  readonly production: ParameterValue | { readonly longestOf: readonly FrameworkParameterName[] };
  readonly otherwise: ParameterValue;
  /** Absent: nothing can be asked of a program that does not say which environment it is. */
  readonly unsaid?: ParameterValue;
  readonly note: string;
}

/** Values that `retentionInDays` of a CloudWatch log group accepts, besides "never expire". */
export const cloudWatchDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const parameters = {
  "log.retention.days": {
    meaning: "shortest total life of audit logs, archive included",
    unit: "days",
    default: 400,
    frameworks: {
      "pci-dss": { value: 365, clause: "PCI DSS 10.5.1" },
      hipaa: { value: 2192, clause: "HIPAA 164.316(b)(2)(i)" },
    },
    combine: "max",
    allowed: cloudWatchDays,
    note: "PCI DSS asks for twelve months; 400 gives slack and CloudWatch accepts it. HIPAA keeps documentation for six years, for which CloudWatch has 2192 (2190 is refused); using that for logs is the cautious reading. GDPR and POPIA give no number.",
  },
  "log.retention.max.days": {
    meaning: "longest life of logs (storage limitation)",
    unit: "days",
    default: 2557,
    onlyWhenAsked: true,
    frameworks: { gdpr: { clause: "GDPR 5(1)(e)" }, popia: { clause: "POPIA 14(1)" } },
    combine: "min",
    note: "Must be finite, and not below log.retention.days. Keep personal data out of logs, so that a life of six years can be defended.",
  },
  "log.hot.days": {
    meaning: "part of the log history that can be queried at once",
    unit: "days",
    default: 120,
    frameworks: { "pci-dss": { value: 90, clause: "PCI DSS 10.5.1" } },
    combine: "max",
    allowed: cloudWatchDays,
    note: "Three months; three calendar months can be 92 days, and 120 is the next value that CloudWatch accepts.",
  },
  "evidence.retention.days": {
    meaning: "life of audit reports and their manifests",
    unit: "days",
    default: 2192,
    frameworks: {
      "pci-dss": { value: 365, clause: "PCI DSS, one assessment cycle" },
      hipaa: { value: 2192, clause: "HIPAA 164.316(b)(2)(i)" },
      gdpr: { clause: "GDPR 5(2)" },
      popia: { clause: "POPIA 17" },
    },
    combine: "max",
    note: "Six years from creation or from the last effective date, whichever is later. PCI DSS names no general period; 365 covers one assessment cycle.",
  },
  "kms.rotation.days": {
    meaning: "automatic rotation period of customer-managed keys",
    unit: "days",
    default: 365,
    frameworks: { "pci-dss": { clause: "PCI DSS 3.7.4" } },
    combine: "min",
    allowed: { from: 90, to: 2560 },
    note: "PCI DSS leaves the cryptoperiod to the entity.",
  },
  "kms.deletion.window.days": {
    meaning: "waiting time before a key is destroyed",
    unit: "days",
    default: 30,
    frameworks: {},
    combine: "max",
    allowed: { from: 7, to: 30 },
    note: "A shorter window speeds erasure, a longer one guards against loss.",
  },
  "secret.rotation.days": {
    meaning: "rotation period of stored credentials",
    unit: "days",
    default: 90,
    frameworks: { "pci-dss": { clause: "PCI DSS 8.6.3" } },
    combine: "min",
    note: "By targeted risk analysis; 8.3.9 has 90 days where a password is the only factor.",
  },
  "session.idle.minutes": {
    meaning: "idle time after which an interactive session ends",
    unit: "minutes",
    default: 15,
    frameworks: { "pci-dss": { value: 15, clause: "PCI DSS 8.2.8" }, hipaa: { clause: "HIPAA 164.312(a)(2)(iii)" } },
    combine: "min",
    allowed: { from: 1, to: 60 },
    note: "An STS session has no idle timer: identity provider, workstation and Session Manager enforce it.",
  },
  "session.max.seconds": {
    meaning: "longest session of an IAM role",
    unit: "seconds",
    default: 3600,
    frameworks: { hipaa: { clause: "HIPAA 164.312(a)(2)(iii)" } },
    combine: "min",
    allowed: { from: 3600, to: 43200 },
    note: "A caller may ask for less, from 900 seconds.",
  },
  "password.min.length": {
    meaning: "shortest password of an IAM user",
    unit: "characters",
    default: 14,
    frameworks: { "pci-dss": { value: 12, clause: "PCI DSS 8.3.6" } },
    combine: "max",
    note: "Matters only where IAM users exist. Public benchmarks use 14.",
  },
  "password.history": {
    meaning: "passwords that an IAM user may not use again",
    unit: "passwords",
    default: 24,
    frameworks: { "pci-dss": { value: 4, clause: "PCI DSS 8.3.7" } },
    combine: "max",
    note: "Matters only where IAM users exist.",
  },
  "password.max.age.days": {
    meaning: "age at which a password must change",
    unit: "days",
    default: 90,
    frameworks: { "pci-dss": { value: 90, clause: "PCI DSS 8.3.9" } },
    combine: "min",
    note: "Only where the password is the only factor.",
  },
  "inactive.account.days": {
    meaning: "time after which an unused account is disabled",
    unit: "days",
    default: 90,
    frameworks: { "pci-dss": { value: 90, clause: "PCI DSS 8.2.6" } },
    combine: "min",
    note: "Held by the identity provider, and for IAM users by the account.",
  },
  "access.review.days": {
    meaning: "interval of reviews of accounts and privileges",
    unit: "days",
    default: 180,
    frameworks: { "pci-dss": { value: 180, clause: "PCI DSS 7.2.4" }, hipaa: { clause: "HIPAA 164.308(a)(4)(ii)(C)" } },
    combine: "min",
    note: "Six months; for application and system accounts (7.2.5.1) by targeted risk analysis.",
  },
  "nsc.review.days": {
    meaning: "interval of reviews of network rules",
    unit: "days",
    default: 180,
    frameworks: { "pci-dss": { value: 180, clause: "PCI DSS 1.2.7" } },
    combine: "min",
    note: "Six months.",
  },
  "patch.critical.days": {
    meaning: "deadline for critical patches",
    unit: "days",
    default: 30,
    frameworks: { "pci-dss": { value: 30, clause: "PCI DSS 6.3.3" } },
    combine: "min",
    note: "In v4.0.1: one month, for critical vulnerabilities.",
  },
  "vuln.scan.days": {
    meaning: "interval of internal vulnerability scans",
    unit: "days",
    default: 1,
    frameworks: { "pci-dss": { value: 90, clause: "PCI DSS 11.3.1" } },
    combine: "min",
    note: "Three months by the standard; continuous scanning meets it.",
  },
  "fim.interval.days": {
    meaning: "interval at which critical files are compared",
    unit: "days",
    default: 1,
    frameworks: { "pci-dss": { value: 7, clause: "PCI DSS 11.5.2" } },
    combine: "min",
    note: "Weekly by the standard.",
  },
  "log.review.days": {
    meaning: "interval of reviews of security logs",
    unit: "days",
    default: 1,
    frameworks: { "pci-dss": { value: 1, clause: "PCI DSS 10.4.1" }, hipaa: { clause: "HIPAA 164.308(a)(1)(ii)(D)" } },
    combine: "min",
    note: "Daily, and automated by 10.4.1.1.",
  },
  "tls.min": {
    meaning: "lowest TLS version",
    unit: "",
    default: "TLSv1_2",
    frameworks: {
      "pci-dss": { value: "TLSv1_2", clause: "PCI DSS 4.2.1" },
      hipaa: { value: "TLSv1_2", clause: "HIPAA 164.312(e)(1)" },
      gdpr: { clause: "GDPR 32(1)" },
      popia: { clause: "POPIA 19(3)" },
    },
    combine: "max",
    note: "PCI DSS says strong cryptography, HIPAA guidance points to NIST SP 800-52, GDPR to the state of the art, POPIA to generally accepted practice.",
  },
  "tls.policy.allowlist": {
    meaning: "accepted security policies of load-balancer listeners",
    unit: "",
    default: ["ELBSecurityPolicy-TLS13-1-2-*"],
    frameworks: {},
    combine: "intersection",
    note: "Policies that offer TLS 1.2 and 1.3 only.",
  },
  "certificate.renewal.days": {
    meaning: "days before a certificate's end at which an alarm goes off",
    unit: "days",
    default: 30,
    frameworks: {},
    combine: "max",
    note: "Leaves time for a manual renewal.",
  },
  "mesh.cert.ttl.hours": {
    meaning: "life of a workload certificate in the mesh",
    unit: "hours",
    default: 24,
    frameworks: {},
    combine: "min",
    note: "Istio's own default.",
  },
  "residency.allowed.regions": {
    meaning: "regions in which data of the scope may be kept",
    unit: "regions",
    frameworks: {
      gdpr: {
        value: ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2"],
        clause: "GDPR 44",
      },
      popia: { value: ["af-south-1"], clause: "POPIA 72(1)" },
    },
    combine: "intersection",
    note: "The regions of the European Economic Area; eu-west-2 and eu-central-2 are in third countries. Neither law demands localisation as such: the list shows that no transfer takes place. HIPAA and PCI DSS set no residency.",
  },
  "backup.rpo.hours": {
    meaning: "age that the last good backup may have",
    unit: "hours",
    default: 24,
    frameworks: {
      hipaa: { clause: "HIPAA 164.308(a)(7)(ii)(A)" },
      gdpr: { clause: "GDPR 32(1)(c)" },
      popia: { clause: "POPIA 19(1)(a)" },
    },
    combine: "min",
    note: "Each entity decides; one day is the most that this platform accepts.",
  },
  "backup.rto.hours": {
    meaning: "time that a restore may take",
    unit: "hours",
    default: 24,
    frameworks: {
      hipaa: { clause: "HIPAA 164.308(a)(7)(ii)(B)" },
      gdpr: { clause: "GDPR 32(1)(c)" },
      popia: { clause: "POPIA 19(1)(a)" },
    },
    combine: "min",
    note: "GDPR says timely. The HIPAA proposal of January 2025, not adopted, speaks of 72 hours.",
  },
  "backup.retention.days": {
    meaning: "shortest life of a backup",
    unit: "days",
    default: 35,
    frameworks: { hipaa: { clause: "HIPAA 164.308(a)(7)(ii)(A)" } },
    combine: "max",
    note: "Five weeks reach back over one monthly cycle.",
  },
  "backup.lock.days": {
    meaning: "time for which a backup cannot be altered or deleted",
    unit: "days",
    default: 30,
    frameworks: {},
    combine: "max",
    note: "Not above the backup's life, nor above data.retention.max.days.",
  },
  "data.retention.max.days": {
    meaning: "longest life of copies of personal or account data",
    unit: "days",
    frameworks: { "pci-dss": { clause: "PCI DSS 3.2.1" }, gdpr: { clause: "GDPR 5(1)(e)" }, popia: { clause: "POPIA 14(1)" } },
    combine: "min",
    note: "There is no safe default: the entity's retention schedule decides.",
  },
  "restore.test.days": {
    meaning: "interval of restore tests",
    unit: "days",
    default: 90,
    frameworks: {
      hipaa: { clause: "HIPAA 164.308(a)(7)(ii)(D)" },
      gdpr: { clause: "GDPR 32(1)(d)" },
      popia: { clause: "POPIA 19(2)(c)" },
    },
    combine: "min",
    note: "Regularly, say GDPR and POPIA.",
  },
  "drift.max.hours": {
    meaning: "age that the last drift check may have",
    unit: "hours",
    default: 24,
    frameworks: {},
    combine: "min",
    note: "A change by hand is seen within a day.",
  },
  "alert.max.minutes": {
    meaning: "time from a test event to its alert",
    unit: "minutes",
    default: 15,
    frameworks: {
      "pci-dss": { clause: "PCI DSS 10.7.2" },
      gdpr: { clause: "GDPR 33(1)" },
      popia: { clause: "POPIA 22(2)" },
    },
    combine: "min",
    note: "PCI DSS says promptly; the 72 hours of GDPR run from the moment of awareness.",
  },
  "approved.public.ports": {
    meaning: "ports that may be exposed to the internet",
    unit: "",
    default: [443],
    frameworks: { "pci-dss": { clause: "PCI DSS 1.2.5" } },
    combine: "intersection",
    note: "The register of approved services.",
  },
  "egress.allowlist": {
    meaning: "destinations outside the platform that workloads may reach",
    unit: "",
    default: [],
    frameworks: { "pci-dss": { clause: "PCI DSS 1.3.2" } },
    combine: "intersection",
    note: "Empty: nothing but what a namespace declares.",
  },
  "image.allowed.registries": {
    meaning: "registry prefixes from which images may come",
    unit: "",
    default: [],
    frameworks: {},
    combine: "intersection",
    note: "With a closing slash, so that a prefix never matches a longer host name.",
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export const environmentParameters = {
  "lock.mode": {
    meaning: "Object Lock mode of archives and backups",
    unit: "",
    production: "COMPLIANCE",
    otherwise: "GOVERNANCE",
    unsaid: "GOVERNANCE",
    note: "COMPLIANCE cannot be shortened by anybody, so an environment that is torn down every week must not use it.",
  },
  "lock.days": {
    meaning: "the longest Object Lock that the stack sets",
    unit: "days",
    production: { longestOf: ["log.retention.days", "evidence.retention.days", "backup.lock.days"] },
    otherwise: 1,
    unsaid: 1,
    note: "In production the longest of log retention, evidence retention and backup lock.",
  },
  "protect.required": {
    meaning: "whether Pulumi must refuse to delete what holds data or keys",
    unit: "",
    production: true,
    otherwise: false,
    note: "Pulumi's own option; nothing can be asked of a program that does not say which environment it is.",
  },
  "deletion.protection.required": {
    meaning: "whether the cloud's own deletion protection must be on",
    unit: "",
    production: true,
    otherwise: false,
    unsaid: true,
    note: "Guards against a mistaken delete outside Pulumi.",
  },
} as const satisfies Readonly<Record<string, EnvironmentParameter>>;

export type FrameworkParameterName = keyof typeof parameters;
export type EnvironmentParameterName = keyof typeof environmentParameters;
export type ParameterName = FrameworkParameterName | EnvironmentParameterName;
