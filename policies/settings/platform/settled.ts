import type { Parameters, ServiceName } from "../model";
import type { Platform } from "./schema";

/** A service that an account has once: made by this stack, or run by another team. */
export type AccountService = { readonly by: "platform" } | { readonly by: "external"; readonly owner: string; readonly reference: string };

export type Ingress =
  { readonly exposure: "none" } | { readonly exposure: "internal" | "public"; readonly domain: string; readonly certificateArn: string };

export type Endpoint = { readonly access: "private" } | { readonly access: "restricted"; readonly cidrs: readonly string[] };

/** A platform as components take it: choices in one shape, parameters as numbers. */
export type PlatformSettings = ReturnType<typeof settingsOf>;

export function settingsOf(platform: Platform, parameters: Parameters) {
  const { network, cluster, access, alerts, waivers } = platform;
  return {
    allowedRegions: parameters["residency.allowed.regions"],
    protection: { protect: parameters["protect.required"] ?? false, deletionProtection: parameters["deletion.protection.required"] },
    lock: { mode: parameters["lock.mode"], longestDays: parameters["lock.days"] },
    retention: {
      keyRotationDays: parameters["kms.rotation.days"],
      keyDeletionWindowDays: parameters["kms.deletion.window.days"],
    },
    logging: loggingOf(parameters),
    backup: backupOf(platform, parameters),
    network,
    cluster: { ...cluster, endpoint: endpointOf(cluster.endpoint) },
    access: { ...access, personas: access.personas.map(personaOf) },
    accountServices: accountServicesOf(platform.accountServices),
    alerts,
    admission: platform.admission,
    mesh: { fips: platform.mesh.algorithms === "fips-140-2", certificateHours: parameters["mesh.cert.ttl.hours"] },
    ...(platform.dataAccess === undefined ? {} : { dataAccess: platform.dataAccess }),
    ingress: ingressOf(platform.ingress),
    ...(platform.registryMirror === undefined ? {} : { registryMirror: platform.registryMirror }),
    namespaces: platform.namespaces.map(namespaceOf),
    ...(platform.patientRecords === undefined ? {} : { patientRecords: patientRecordsOf(platform.patientRecords) }),
    waivers,
    tags: { ...platform.tags, ...tagsOf(platform) },
  };
}

function loggingOf(parameters: Parameters) {
  const most = parameters["log.retention.max.days"];
  return {
    retentionDays: parameters["log.retention.days"],
    hotDays: parameters["log.hot.days"],
    ...(most === undefined ? {} : { maxRetentionDays: most }),
  };
}

function backupOf({ backup: { copyRegion } }: Platform, parameters: Parameters) {
  const most = parameters["data.retention.max.days"];
  return {
    retentionDays: parameters["backup.retention.days"],
    lockDays: parameters["backup.lock.days"],
    ...(most === undefined ? {} : { maxRetentionDays: most }),
    rpoHours: parameters["backup.rpo.hours"],
    rtoHours: parameters["backup.rto.hours"],
    restoreTestDays: parameters["restore.test.days"],
    ...(copyRegion === undefined ? {} : { copyRegion }),
  };
}

const endpointOf = (endpoint: Platform["cluster"]["endpoint"]): Endpoint =>
  typeof endpoint === "string" ? { access: "private" } : { access: "restricted", cidrs: endpoint.restricted };

function accountServicesOf(services: Platform["accountServices"]): Readonly<Record<ServiceName, AccountService>> {
  const settled = Object.entries(services).map(([name, value]) => [
    name,
    typeof value === "string" ? { by: "platform" } : { by: "external", ...value.external },
  ]);
  return Object.fromEntries(settled) as Readonly<Record<ServiceName, AccountService>>;
}

function ingressOf(ingress: Platform["ingress"]): Ingress {
  if (typeof ingress === "string") return { exposure: "none" };
  if (ingress.public !== undefined) return { exposure: "public", ...ingress.public };
  return ingress.internal === undefined ? { exposure: "none" } : { exposure: "internal", ...ingress.internal };
}

function patientRecordsOf({ namespace, apiImage, databaseImage }: NonNullable<Platform["patientRecords"]>) {
  return {
    namespace,
    ...(apiImage === undefined ? {} : { apiImage }),
    ...(databaseImage === undefined ? {} : { databaseImage }),
  };
}

function personaOf({ namespaces, until, ...persona }: Platform["access"]["personas"][number]) {
  return { ...persona, ...(namespaces === undefined ? {} : { namespaces }), ...(until === undefined ? {} : { until }) };
}

/** A peer that names no namespace is in the one that declares the flow. */
function namespaceOf({ flows, ...namespace }: Platform["namespaces"][number]) {
  const peer = ({ namespace: other = namespace.name, pods, serviceAccount }: (typeof flows)[number]["from"]) => ({
    namespace: other,
    pods,
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
  });
  return { ...namespace, flows: flows.map(({ from, to, port, protocol }) => ({ from: peer(from), to: peer(to), port, protocol })) };
}

const bySensitivity = ["phi", "cardholder", "personal", "internal"] as const;

/** What an inventory asks of every resource (PCI DSS 12.5.1). */
function tagsOf({ environment, frameworks, namespaces }: Platform): Readonly<Record<string, string>> {
  const classes = bySensitivity.filter((dataClass) => namespaces.some((namespace) => namespace.dataClass === dataClass));
  return {
    environment,
    "framework-scope": frameworks.join(" "),
    "data-classification": classes.length === 0 ? "internal" : classes.join(" "),
  };
}
