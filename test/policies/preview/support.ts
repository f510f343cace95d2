import assert from "node:assert/strict";
import type { PreviewCheckId } from "../../../policies/controls";
import { ownParameters } from "../../../policies/crossguard/own-parameters";
import type { Judged, PreviewCheck } from "../../../policies/preview/check";
import { PLATFORM_TYPE, Plan, type PlanSource, type PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value, isObject } from "../../../policies/preview/tree";
import type { Verdict } from "../../../policies/preview/verdict";
import type { Parameters, Settings } from "../../../policies/settings";

/** What the tests may say about a planned resource besides its inputs. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  /** Top-level property -> resources whose outputs went into it. */
  readonly from?: Readonly<Record<string, readonly PlannedResource[]>>;
}

export function planned(type: string, name: string, inputs: Inputs = {}, options: ResourceOptions = {}): PlannedResource {
  const { from = {}, parent, provider, ...rest } = options;
  return {
    urn: `urn:pulumi:test::program::${type}::${name}`,
    type,
    name,
    custom: true,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
    inputs,
    propertyDependencies: Object.fromEntries(Object.entries(from).map(([key, list]) => [key, list.map((item) => item.urn)])),
    ...(parent === undefined ? {} : { parent }),
    ...(provider === undefined ? {} : { provider }),
    ...rest,
  };
}

/** Makes the plan one that promises the whole platform, so that presence checks may fail. */
export const platform = planned(PLATFORM_TYPE, "platform", {}, { custom: false });

const parameters: Parameters = {
  "log.retention.days": 2192,
  "log.retention.max.days": 2557,
  "log.hot.days": 120,
  "evidence.retention.days": 2192,
  "kms.rotation.days": 365,
  "kms.deletion.window.days": 30,
  "patch.critical.days": 30,
  "session.idle.minutes": 15,
  "session.max.seconds": 3600,
  "secret.rotation.days": 90,
  "password.min.length": 14,
  "password.history": 24,
  "password.max.age.days": 90,
  "tls.policy.allowlist": ["ELBSecurityPolicy-TLS13-1-2-*"],
  "certificate.renewal.days": 30,
  "data.retention.max.days": undefined,
  "backup.rpo.hours": 24,
  "backup.rto.hours": 24,
  "backup.retention.days": 35,
  "backup.lock.days": 35,
  "restore.test.days": 90,
  "residency.allowed.regions": ["eu-west-1", "eu-central-1"],
  "mesh.cert.ttl.hours": 24,
  "egress.allowlist": [],
  "lock.mode": "COMPLIANCE",
  "lock.days": 35,
  "protect.required": true,
  "deletion.protection.required": true,
};

/** Overrides of the settings of a production stack that chose every framework. */
export interface SettingsOverrides extends Partial<Omit<Settings, "parameters">> {
  readonly parameters?: Partial<Parameters>;
}

export function settings(overrides: SettingsOverrides = {}): Settings {
  return {
    frameworks: ["pci-dss", "hipaa", "gdpr", "popia"],
    environment: "production",
    waivers: [],
    externalServices: {},
    adminPrincipals: ["arn:aws:iam::111122223333:role/deployer", "arn:aws:iam::111122223333:role/break-glass"],
    deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
    breakGlassRoleArn: "arn:aws:iam::111122223333:role/break-glass",
    approvedEndpointCidrs: [],
    account: "111122223333",
    allowedRegistries: ["registry.example.com"],
    requiredTags: ["owner", "environment", "data-classification", "framework-scope"],
    requiredLabels: ["owner", "data-class", "environment"],
    publicPorts: [443],
    today: "2026-11-23",
    ...overrides,
    parameters: { ...parameters, ...overrides.parameters },
  };
}

export interface Case {
  /** A sentence that says what holds. */
  readonly it: string;
  readonly given: PlannedResource | readonly PlannedResource[];
  readonly settings?: SettingsOverrides;
  readonly source?: PlanSource;
  /** The status of the one resource that is judged, or of each by its name; an empty object when nothing is in scope. */
  readonly want: Verdict["status"] | Readonly<Record<string, Verdict["status"]>>;
}

/** What a check says of every resource in its scope. */
export function judge(
  check: PreviewCheck,
  given: readonly PlannedResource[],
  overrides?: SettingsOverrides,
  source: PlanSource = "program",
): readonly Judged[] {
  return judgeWith(check, new Plan(given, source), settings(overrides));
}

export function judgeWith(check: PreviewCheck, plan: Plan, given: Settings): readonly Judged[] {
  if (check.kind === "plan") return check.evaluate(plan, given);
  return plan.ofType(...check.types).map((reader) => ({ urn: reader.urn, verdict: check.evaluate(reader, given) }));
}

/** The cases of each check, from which `docs/policies.md` takes its examples (docs/generate/examples.ts). */
export const recorded = new Map<string, readonly Case[]>();

/** Turns a table of cases into tests of one check, and tests that no message of it repeats a value. */
export function table(id: string, check: PreviewCheck, cases: readonly Case[]): void {
  recorded.set(id, [...(recorded.get(id) ?? []), ...cases]);
  describe(id, () => {
    for (const example of cases) {
      const given = [example.given].flat();
      it(example.it, () => {
        const watched = watchedSettings(example.settings);
        const judged = judgeWith(check, new Plan(given, example.source ?? "program"), watched.settings);
        assert.deepEqual(
          watched.reads().filter((name) => !settable(id).includes(name)),
          [],
          "read, and not in own-parameters.ts",
        );
        const actual = Object.fromEntries(judged.map(({ urn, verdict }) => [nameOf(urn), verdict.status]));
        const want = typeof example.want === "string" ? { [nameOf(judged[0]?.urn ?? "nothing was judged")]: example.want } : example.want;
        assert.deepEqual(actual, want, JSON.stringify(judged.map(({ verdict }) => verdict)));
      });
    }
    it("never repeats a value in a message", () => {
      for (const example of cases) {
        for (const given of plantings([example.given].flat())) assertSilent(judge(check, given, example.settings, example.source));
      }
    });
  });
}

/** Settings that remember which numbers of the parameters were read. */
function watchedSettings(overrides?: SettingsOverrides): { readonly settings: Settings; readonly reads: () => readonly string[] } {
  const plain = settings(overrides);
  const numbers = new Set(Object.entries(plain.parameters).flatMap(([name, value]) => (typeof value === "number" ? [name] : [])));
  const reads = new Set<string>();
  const parameters = new Proxy(plain.parameters, {
    get: (target, name) => {
      if (numbers.has(String(name))) reads.add(String(name));
      return target[name as keyof Parameters];
    },
  });
  return { settings: { ...plain, parameters }, reads: () => [...reads] };
}

/** Numbers that `--policy-pack-config` can set for a check; this one shares its reading with another that compares it. */
const settable = (id: string): readonly string[] =>
  id === "database-backed-up" ? ["backup.retention.days"] : (ownParameters[id as PreviewCheckId] ?? []);

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;
const marker = "zq9-planted-value";

function assertSilent(judged: readonly Judged[]): void {
  for (const { verdict } of judged) if ("message" in verdict) assert.ok(!verdict.message.includes(marker), verdict.message);
}

/**
 * Variants of the resources in which one string after the other is replaced by the marker, or has it appended; of many resources of a
 * type in the first and the last one.
 */
function plantings(given: readonly PlannedResource[]): readonly (readonly PlannedResource[])[] {
  return given.flatMap((resource, index) => {
    const same = given.filter(({ type }) => type === resource.type);
    if (resource !== same[0] && resource !== same.at(-1)) return [];
    const total = { leaves: 0 };
    plant(resource.inputs, () => (total.leaves++, undefined));
    return Array.from({ length: total.leaves }, (_, leaf) =>
      [marker, "append" as const].map((how) => replaced(given, index, leaf, how)),
    ).flat();
  });
}

function replaced(given: readonly PlannedResource[], index: number, leaf: number, how: string): readonly PlannedResource[] {
  let seen = 0;
  const change = (text: string): string | undefined => (seen++ === leaf ? (how === "append" ? `${text}${marker}` : marker) : undefined);
  return given.map((resource, at) => (at === index ? { ...resource, inputs: plant(resource.inputs, change) as Inputs } : resource));
}

function plant(value: Value, change: (text: string) => string | undefined): Value {
  if (typeof value === "string") return change(value) ?? value;
  if (value instanceof Secret) return new Secret(plant(value.value, change));
  if (value === UNKNOWN || value instanceof Hidden) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => plant(item, change));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plant(item, change)]));
  return value;
}

/** Rows that every check has which asks whether a switch is on. */
export function switchCases(make: (inputs: Inputs) => PlannedResource, property: string, onByDefault: boolean): readonly Case[] {
  const row = (what: string, value: Value, want: Verdict["status"]): Case => ({ it: what, given: make({ [property]: value }), want });
  return [
    row("accepts the switch on", true, "pass"),
    row("accepts it on as text", "true", "pass"),
    row("refuses it off", false, "fail"),
    row("refuses it off as text", "false", "fail"),
    {
      it: onByDefault ? "accepts the default, which is on" : "refuses the default, which is off",
      given: make({}),
      want: onByDefault ? "pass" : "fail",
    },
    row("defers an unknown value", UNKNOWN, "deferred"),
    row("cannot read a hidden value", new Hidden("ciphertext"), "not-evaluated"),
  ];
}

/** Rows that every check has which asks for a key of the account's owner. */
export function keyCases(make: (inputs: Inputs, from?: ResourceOptions["from"]) => PlannedResource, property: string): readonly Case[] {
  const key = planned("aws:kms/key:Key", "key");
  const made = make({ [property]: UNKNOWN }, { [property]: [key] });
  const row = (what: string, value: Value, want: Verdict["status"]): Case => ({ it: what, given: make({ [property]: value }), want });
  return [
    { it: "accepts a key of the program", given: [key, made], want: { [made.name]: "pass" } },
    row("accepts a key by its ARN", "arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "pass"),
    row("refuses an alias of a key of AWS", "alias/aws/s3", "fail"),
    { it: "refuses none, which is a key of AWS or no encryption", given: make({}), want: "fail" },
    row("defers an unknown key of unknown origin", UNKNOWN, "deferred"),
    row("cannot read a hidden key", new Hidden("ciphertext"), "not-evaluated"),
  ];
}

/** Rows of a check that a service runs which an account has once. */
export function serviceCases(
  service: keyof Settings["externalServices"],
  resource: PlannedResource,
  top: PlannedResource,
): readonly Case[] {
  const other = { [service]: { owner: "security team", reference: "LZ-1" } };
  return [
    { it: "accepts a program that has it", given: [top, resource], want: { [top.name]: "pass" } },
    { it: "refuses a platform without it", given: top, want: { [top.name]: "fail" } },
    {
      it: "leaves it to the team that the stack names",
      given: top,
      settings: { externalServices: other },
      want: { [top.name]: "left-to-people" },
    },
    { it: "has nothing to say of a program that is no platform", given: planned("aws:s3/bucket:Bucket", "b"), want: {} },
  ];
}
