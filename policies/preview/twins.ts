import type { PlannedResource } from "./plan";
import { Hidden, type Inputs, child } from "./tree";

/**
 * The same thing has several tokens: checks are written against one canonical token and shape, and match all of them.
 */
export function canonicalType(type: string): string {
  return exact[type] ?? generic(type);
}

const exact: Readonly<Record<string, string>> = {
  "eks:index:Cluster": "aws:eks/cluster:Cluster",
  "eks:index:ManagedNodeGroup": "aws:eks/nodeGroup:NodeGroup",
  "eks:index:Addon": "aws:eks/addon:Addon",
  "eks:index:VpcCniAddon": "aws:eks/addon:Addon",
};

function generic(type: string): string {
  if (type.startsWith("aws:alb/")) return type.replace("aws:alb/", "aws:lb/").replace("aws:alb", "aws:lb");
  const bucket = /^aws:s3\/bucket(.*)V2:Bucket(.*)V2$/.exec(type);
  if (bucket) return `aws:s3/bucket${bucket[1] ?? ""}:Bucket${bucket[2] ?? ""}`;
  if (type.startsWith("kubernetes:") && type.endsWith("Patch")) return type.slice(0, -"Patch".length);
  return type;
}

/** Inputs in the shape of the canonical type. */
export function canonicalInputs(resource: PlannedResource): Inputs {
  return shapes[resource.type]?.(resource.inputs) ?? resource.inputs;
}

/** Names under which a property of the canonical shape was given, for looking up its dependencies. */
export function originalNames(type: string, property: string): readonly string[] {
  return renamed[type]?.[property] ?? [property];
}

const renamed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "eks:index:Cluster": {
    vpcConfig: ["endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs", "privateSubnetIds", "subnetIds"],
    accessConfig: ["authenticationMode"],
    encryptionConfig: ["encryptionConfigKeyArn"],
  },
};

const pluginOnly = new Hidden("set on a child that the eks plugin makes; children are judged by the real engine only");

const shapes: Readonly<Record<string, (inputs: Inputs) => Inputs>> = {
  "eks:index:Cluster": (inputs) => ({
    ...inputs,
    vpcConfig: {
      endpointPrivateAccess: child(inputs, "endpointPrivateAccess"),
      endpointPublicAccess: child(inputs, "endpointPublicAccess"),
      publicAccessCidrs: child(inputs, "publicAccessCidrs"),
      subnetIds: child(inputs, "privateSubnetIds") ?? child(inputs, "subnetIds"),
    },
    accessConfig: {
      authenticationMode: child(inputs, "authenticationMode"),
      bootstrapClusterCreatorAdminPermissions: pluginOnly,
    },
    ...(child(inputs, "encryptionConfigKeyArn") === undefined
      ? {}
      : { encryptionConfig: { provider: { keyArn: child(inputs, "encryptionConfigKeyArn") }, resources: ["secrets"] } }),
  }),
};
