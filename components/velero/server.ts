import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { installChart } from "../chart";
import { createNamespace } from "../namespace";
import { createPodRole } from "../pod-identity";
import type { Statement } from "../policy-document";
import type { VeleroArgs } from "./args";
import { type LocationArgs, storageLocation } from "./objects";
import { veleroValues } from "./values";

/** What one server of Velero has of its own. */
export interface ServerArgs {
  readonly release: "velero" | "restore-test";
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleName: string;
  readonly description: string;
  readonly permissions: readonly Statement[];
  readonly policies: Readonly<Record<string, types.input.networking.v1.NetworkPolicySpec>>;
  /** The one place of backups that it knows. */
  readonly location: Omit<LocationArgs, "namespace">;
}

export interface Server {
  readonly namespace: pulumi.Resource;
  /** There when its kinds are defined and it runs. */
  readonly location: pulumi.Resource;
}

/** A server of Velero in a namespace of its own, with a role of its own. `after` has to be there before it starts. */
export function createServer(
  name: string,
  args: VeleroArgs,
  own: ServerArgs,
  opts: pulumi.CustomResourceOptions,
  after: readonly pulumi.Resource[] = [],
): Server {
  const inCluster = { ...opts, provider: args.kubernetes };
  const namespace = createSurroundings(name, args, own, inCluster);
  const { backup, registryMirror } = args;
  const values = veleroValues({
    serviceAccount: own.serviceAccount,
    location: own.location.name,
    retentionDays: backup.retentionDays,
    ...(registryMirror === undefined ? {} : { registryMirror }),
  });
  const release = installChart(
    name,
    { release: own.release, namespace: own.namespace, values, minutes: 10 },
    { ...inCluster, dependsOn: [namespace, ...createIdentity(name, args, own, opts), ...after] },
  );
  const location = new apiextensions.CustomResource(`${name}-location`, storageLocation({ namespace: own.namespace, ...own.location }), {
    ...inCluster,
    dependsOn: release,
  });
  return { namespace, location };
}

function createSurroundings(name: string, args: VeleroArgs, own: ServerArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const after = { ...opts, dependsOn: [...args.kubernetesAfter] };
  const namespace = createNamespace(name, { name: own.namespace, podSecurity: "restricted" }, after);
  const inside = { ...opts, dependsOn: namespace };
  for (const [suffix, spec] of Object.entries(own.policies))
    new networking.NetworkPolicy(`${name}-${suffix}`, { metadata: { name: suffix, namespace: own.namespace }, spec }, inside);
  return namespace;
}

function createIdentity(
  name: string,
  { site, clusterName, identityAfter: after, tags }: VeleroArgs,
  own: ServerArgs,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const { namespace, serviceAccount, roleName, description, permissions: statements } = own;
  const identity = { site, clusterName, namespace, serviceAccount };
  return createPodRole(name, { identity, roleName, description, statements, after, tags }, opts);
}
