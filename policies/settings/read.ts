import * as z from "zod";
import { frameworkIds } from "../controls/model";
import type { Waiver } from "../waivers";
import { type ExternalService, type ServiceName, type Settings, environments } from "./model";
import { type ExplainedParameter, type Resolution, resolveParameters } from "./parameters";
import { checksSchema, defaultLabels, defaultTags } from "./platform/checks";
import { choice, either, expected, list, text } from "./platform/fields";
import { issuesOf } from "./platform/issues";
import { backupSchema, externalService, loggingSchema } from "./platform/operations";
import { overridesOf } from "./platform/overrides";
import { waiversSchema } from "./platform/waivers";
import { ConfigError, problemAt } from "./problems";

export interface SettingsInput {
  /** Full key -> value, as the engine hands it to a program or a pack. */
  readonly config: Readonly<Record<string, string>>;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

/** The key of a stack file that holds the platform, for every program that uses the pack. */
export const platformKey = "compliant-eks:platform";

const role = text("the ARN of an IAM role", /^arn:\S{1,300}$/).optional();
const service = either(
  "create, or external: with owner and reference",
  choice(["create"]),
  z.object({ external: externalService }),
).optional();
const ranges = z.object({ restricted: list("IPv4 ranges", text("an IPv4 range", /^[0-9a-fA-F.:]+\/\d{1,3}$/)) });

/** What checks need to know. Keys that only the platform's components use are of no interest here. */
const settingsSchema = z.object(
  {
    environment: choice(environments).optional(),
    frameworks: list("frameworks", choice(frameworkIds), 1).default([...frameworkIds]),
    allowedRegions: list("regions such as eu-west-1", text("a region such as eu-west-1", /^[a-z0-9-]{1,30}$/), 1).optional(),
    access: z.object({ deployerRoleArn: role, breakGlassRoleArn: role }).default({}),
    cluster: z.object({ endpoint: either("private, or restricted: with ranges", choice(["private"]), ranges).optional() }).default({}),
    logging: loggingSchema.default({}),
    backup: backupSchema.default({}),
    accountServices: z.record(z.string(), service).default({}),
    registryMirror: z.string().optional(),
    checks: checksSchema.default({ registries: [], tags: defaultTags, labels: defaultLabels, publicPorts: [443] }),
    waivers: waiversSchema,
  },
  { error: expected("a mapping") },
);

type Read = z.output<typeof settingsSchema>;

/**
 * The settings of the checks from a stack's configuration. Without `compliant-eks:platform`: all four frameworks, no waiver, no
 * environment, no region. Throws a ConfigError for a value that cannot be read, because a check with half of its settings would pass
 * too much.
 */
export function settingsFrom({ config, today }: SettingsInput): Settings {
  const { read, resolution } = settled(config);
  const own = config[platformKey] === undefined ? [] : registries(config, read.registryMirror);
  return {
    ...plain(read),
    allowedRegistries: [...own, ...read.checks.registries],
    requiredTags: read.checks.tags,
    requiredLabels: read.checks.labels,
    publicPorts: read.checks.publicPorts,
    frameworks: read.frameworks,
    parameters: resolution.values,
    account: accountOf(config),
    today,
  };
}

/** The parameters of settingsFrom with their reasons; throws as it does. */
export function parametersFrom(config: SettingsInput["config"]): readonly ExplainedParameter[] {
  return settled(config).resolution.explained;
}

const tenantsSchema = z.object({
  access: z
    .object({ personas: z.array(z.object({ name: z.string(), kubernetesGroups: z.array(z.string()) })).default([]) })
    .default({ personas: [] }),
  namespaces: z.array(z.object({ name: z.string() })).default([]),
});

/** The personas of a stack, as the cluster knows them, and the names of its tenants' namespaces. Nothing of what cannot be read. */
export function tenantsFrom(config: SettingsInput["config"]): z.output<typeof tenantsSchema> {
  const read = tenantsSchema.safeParse(json(config[platformKey] ?? "{}"));
  return read.success ? read.data : { access: { personas: [] }, namespaces: [] };
}

function settled(config: SettingsInput["config"]): { readonly read: Read; readonly resolution: Resolution } {
  const value = config[platformKey];
  const raw: unknown = value === undefined ? {} : json(value);
  const parsed = settingsSchema.safeParse(raw);
  if (!parsed.success)
    throw new ConfigError(issuesOf(parsed.error.issues, settingsSchema, raw).map((issue) => problemAt(platformKey, issue)));
  const { allowedRegions, frameworks, environment } = parsed.data;
  const resolution = resolveParameters({
    frameworks,
    environment,
    overrides: overridesOf(parsed.data),
    ...(allowedRegions === undefined ? {} : { allowedRegions }),
  });
  const asked = resolution.conflicts.filter((conflict) => conflict.path !== "frameworks" || chose(raw));
  if (asked.length > 0) throw new ConfigError(asked.map(({ path, message }) => ({ path: `${platformKey}.${path}`, message })));
  return { read: parsed.data, resolution: chose(raw) ? resolution : withoutFrameworks(resolution, allowedRegions) };
}

/** All four frameworks by default name no region in common, so only the stack file can. */
function withoutFrameworks({ values, explained, conflicts }: Resolution, allowedRegions: readonly string[] = []): Resolution {
  const name = "residency.allowed.regions";
  const said: Partial<ExplainedParameter> =
    allowedRegions.length === 0
      ? { reason: "no region is named", source: "default" }
      : { reason: "stack file, allowedRegions", source: "stack" };
  return {
    values: { ...values, [name]: allowedRegions },
    explained: explained.map((one) => (one.name === name ? { ...one, ...said, value: allowedRegions } : one)),
    conflicts,
  };
}

/** What settingsFrom reads of a configuration, to be kept beside a plan; undefined without `compliant-eks:platform`. Holds no secret. */
export function settingsRecord(config: SettingsInput["config"]): object | undefined {
  const text = config[platformKey];
  return text === undefined ? undefined : settingsSchema.safeParse(json(text)).data;
}

/** GDPR and POPIA share no region; that is a mistake of whoever chose both. */
const chose = (raw: unknown): boolean => typeof raw === "object" && raw !== null && "frameworks" in raw;

type Plain =
  "environment" | "waivers" | "externalServices" | "adminPrincipals" | "deployerRoleArn" | "breakGlassRoleArn" | "approvedEndpointCidrs";

function plain(read: Read): Pick<Settings, Plain> {
  const { deployerRoleArn, breakGlassRoleArn } = read.access;
  const { endpoint } = read.cluster;
  return {
    environment: read.environment,
    waivers: read.waivers satisfies readonly Waiver[],
    externalServices: externalServices(read.accountServices),
    adminPrincipals: [deployerRoleArn, breakGlassRoleArn].filter((arn) => arn !== undefined),
    deployerRoleArn,
    breakGlassRoleArn,
    approvedEndpointCidrs: typeof endpoint === "object" ? endpoint.restricted : [],
  };
}

function externalServices(services: Read["accountServices"]): Partial<Record<ServiceName, ExternalService>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, value]) => (typeof value === "object" ? [[name, value.external]] : [])),
  );
}

/** The one account that `aws:allowedAccountIds` names. */
export function accountOf(config: Readonly<Record<string, string>>): string | undefined {
  const ids = json(config["aws:allowedAccountIds"] ?? "");
  return Array.isArray(ids) && ids.length === 1 && typeof ids[0] === "string" ? ids[0] : undefined;
}

/** The account's own registry, and the mirror. */
function registries(config: Readonly<Record<string, string>>, mirror: string | undefined): readonly string[] {
  const account = accountOf(config);
  const region = config["aws:region"];
  const own = account === undefined || region === undefined ? [] : [`${account}.dkr.ecr.${region}.${suffixOf(region)}`];
  return [...own, ...(mirror === undefined ? [] : [mirror])];
}

const suffixOf = (region: string): string => (region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com");

/** JSON text as the engine writes structured values; other text stays text. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
