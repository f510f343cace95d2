import { Plan, type PlannedResource } from "../../../policies/preview/plan";
import type { Inputs } from "../../../policies/preview/tree";
import type { Settings } from "../../../policies/settings";

/** A resource of the stack `dev` of project `demo`, as a program would register it. */
export function resource(type: string, name: string, inputs: Inputs = {}): PlannedResource {
  return {
    urn: `urn:pulumi:dev::demo::${type}::${name}`,
    type,
    name,
    custom: true,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
    propertyDependencies: {},
    inputs,
  };
}

export const stackUrn = "urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev";
const stack = { ...resource("pulumi:pulumi:Stack", "demo-dev"), custom: false };
export const platform = { ...resource("compliant-eks:index:Platform", "platform"), custom: false };

/** A plan of the stack resource and the given ones. */
export function planOf(resources: readonly PlannedResource[]): Plan {
  return new Plan([stack, ...resources], "program");
}

/** Settings of a development stack in which nothing special is wanted. */
export const settings: Settings = {
  frameworks: ["pci-dss", "hipaa"],
  environment: "development",
  parameters: {
    "log.retention.days": 2192,
    "log.retention.max.days": undefined,
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
    "tls.policy.allowlist": [],
    "certificate.renewal.days": 30,
    "data.retention.max.days": undefined,
    "backup.rpo.hours": 24,
    "backup.rto.hours": 8,
    "backup.retention.days": 35,
    "backup.lock.days": 35,
    "restore.test.days": 90,
    "residency.allowed.regions": ["eu-west-1"],
    "mesh.cert.ttl.hours": 24,
    "egress.allowlist": [],
    "lock.mode": "GOVERNANCE",
    "lock.days": 1,
    "protect.required": false,
    "deletion.protection.required": false,
  },
  waivers: [],
  externalServices: {},
  adminPrincipals: [],
  deployerRoleArn: undefined,
  breakGlassRoleArn: undefined,
  approvedEndpointCidrs: [],
  allowedRegistries: [],
  requiredTags: ["owner", "environment", "data-classification", "framework-scope"],
  requiredLabels: ["owner", "data-class", "environment"],
  publicPorts: [443],
  account: undefined,
  today: "2026-11-24",
};
