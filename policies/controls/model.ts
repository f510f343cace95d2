/**
 * The words of the catalogue: what a framework, requirement, control and check are. Pure data; nothing here decides anything.
 */

export const frameworkIds = ["pci-dss", "hipaa", "gdpr", "popia"] as const;
export type FrameworkId = (typeof frameworkIds)[number];

export interface Framework {
  readonly name: string;
  readonly version: string;
}

/**
 * Who can meet a requirement: `technical` (configuration of this platform), `partial` (the platform covers a part, people attest
 * the rest), `application` (the workload and its data), `provider` (inherited from AWS), `organisational` (people and process),
 * `conditional` (applies only when the named condition is true), `not-applicable`.
 */
export type Coverage = "technical" | "partial" | "application" | "provider" | "organisational" | "conditional" | "not-applicable";

export interface Requirement {
  readonly framework: FrameworkId;
  /** Number in the framework's own text, e.g. `3.5.1` or `164.312(a)(1)`. */
  readonly ref: string;
  /** The requirement's id as an OSCAL token (NCName). */
  readonly oscalId: string;
  /** Paraphrase in our words; the standard itself is the authority. */
  readonly text: string;
  readonly coverage: Coverage;
  /** HIPAA only: standard, required or addressable. */
  readonly designation?: "standard" | "required" | "addressable";
  /** What is left to people whatever the checks say. */
  readonly remains?: string;
}

/** The moment at which a check looks: the stack file, the planned resource, admission to the cluster, the running workload, the live system. */
export const moments = ["stack-file", "preview", "admission", "runtime", "live"] as const;
export type Moment = (typeof moments)[number];

/** critical: public data or no authentication; high: missing encryption, mTLS or audit; then medium and low. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

export interface Check {
  /** What holds when the check passes, as one short sentence. */
  readonly title: string;
  readonly moments: readonly Moment[];
  readonly severity: Severity;
  /** What to write or do when it fails, as one short sentence. */
  readonly remedy: string;
  /** The rows of the researched catalogue (`slug/n`) that it implements. */
  readonly origin: readonly string[];
  /**
   * A presence check fails when a thing that the frameworks require is missing altogether. It fails only in a program that contains
   * the Platform component; anywhere else it is not evaluated, because another program may own the thing.
   */
  readonly presence?: true;
}

export const components = [
  "network",
  "encryption",
  "cluster",
  "mesh",
  "admission",
  "namespace",
  "runtime",
  "audit",
  "backup",
  "services",
] as const;
export type ComponentName = (typeof components)[number];

/** `Requirements` and `Checks` are narrowed to the ids that exist by the files that hold the data. */
export interface Control<RequirementId extends string = string, CheckId extends string = string, ParameterName extends string = string> {
  readonly title: string;
  readonly component: ComponentName;
  /**
   * It asks about things that a system may do without, such as a database beside the cluster: where there is none it is not applicable. Any
   * other control of which a plan shows nothing is not evaluated.
   */
  readonly whenPresent?: true;
  /** What must hold, in full. */
  readonly statement: string;
  /** Requirements of which this control tests a technical element. Only these move a requirement's status. */
  readonly verifies: readonly RequirementId[];
  /** Requirements that the control helps with, but would not satisfy an assessor alone. */
  readonly supports: readonly RequirementId[];
  /** Requirements for which the control only produces records for a human process. */
  readonly evidences: readonly RequirementId[];
  readonly checks: readonly CheckId[];
  readonly parameters: readonly ParameterName[];
  /** API calls and reads whose answers show the control in a live system. */
  readonly evidence: readonly string[];
  /** Rules of public tools on the same subject, for people who come from there. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}

/** A researched row that no check implements yet. */
export interface PlannedCheck {
  /** `slug/n` in the researched catalogue; the slug is the control's id. */
  readonly origin: string;
  readonly moment: Moment;
  /** Resource type, API call or object that the row is about. */
  readonly target: string;
  readonly property?: string;
  /** What must hold. */
  readonly expect: string;
}
