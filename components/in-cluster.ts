import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "./cluster/cluster";
import type { Encryption } from "./encryption/encryption";
import { DataAccess } from "./data-access/data-access";
import { Falco } from "./falco/falco";
import { Gatekeeper } from "./gatekeeper/gatekeeper";
import { Ingress } from "./ingress/ingress";
import { Istio } from "./istio/istio";
import { LogAgent } from "./log-agent/log-agent";
import { Namespaces } from "./namespaces/namespaces";
import type { Network } from "./network/network";
import { ownRegistry } from "./registry";
import { PatientRecords } from "./patient-records/patient-records";
import type { Plan } from "./plan";
import { principalPrefix } from "./principals";
import type { Storage } from "./storage/storage";
import { Velero } from "./velero/velero";

/** What goes into the cluster, in the order in which one part needs another: the other half of platform.ts, which is the only one to call it. */

interface Inside {
  readonly cluster: Cluster;
  readonly storage: Storage;
  readonly istio: Istio;
  readonly agent: LogAgent;
}

/** What the way in builds on. */
interface Way {
  readonly keys: Encryption;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly istio: Istio;
  readonly gatekeeper: Gatekeeper;
}

/** What every part of ours takes that has a role of its own in the account. */
const common = (plan: Plan, cluster: Cluster) => ({
  site: plan.site,
  clusterName: plan.clusterName,
  vpcCidr: plan.network.cidr,
  ...(plan.registryMirror === undefined ? {} : { registryMirror: plan.registryMirror }),
  kubernetes: cluster.provider,
  identityAfter: [cluster],
  tags: plan.tags,
});

/** What keeps logs of its own takes beside it. */
const ofLogs = (plan: Plan, keys: Encryption) => ({
  logsKeyArn: keys.logsKeyArn,
  logRetentionDays: plan.logRetentionDays,
});

export function createLogAgent(parent: pulumi.Resource, name: string, plan: Plan, keys: Encryption, cluster: Cluster): LogAgent {
  const { deletionProtection } = plan.protection;
  return new LogAgent(name, { ...common(plan, cluster), ...ofLogs(plan, keys), deletionProtection }, { parent });
}

export function createIstio(
  parent: pulumi.Resource,
  name: string,
  { environment, network, cluster, mesh, registryMirror }: Plan,
  { provider }: Cluster,
): Istio {
  return new Istio(
    name,
    {
      environment,
      vpcCidr: network.cidr,
      ...(cluster.serviceCidr === undefined ? {} : { serviceCidr: cluster.serviceCidr }),
      ...mesh,
      ...(registryMirror === undefined ? {} : { registryMirror }),
      kubernetes: provider,
    },
    { parent },
  );
}

export function createGatekeeper(
  parent: pulumi.Resource,
  name: string,
  plan: Plan,
  { cluster, storage, istio, agent }: Inside,
): Gatekeeper {
  const { site, environment, registryMirror, admission, waivers, network, cluster: settings } = plan;
  return new Gatekeeper(
    name,
    {
      site,
      environment,
      storageClasses: storageClassNames(storage),
      vpcCidr: network.cidr,
      ...(settings.serviceCidr === undefined ? {} : { serviceCidr: settings.serviceCidr }),
      ...admission,
      waivers,
      after: [storage, agent.workload, ...istio.ready],
      injectedImages: istio.injectedImages,
      deployers: [principalPrefix(plan.access.deployerRoleArn)],
      ...(registryMirror === undefined ? {} : { registryMirror }),
      kubernetes: cluster.provider,
    },
    { parent },
  );
}

export function createIngress(
  parent: pulumi.Resource,
  name: string,
  plan: Plan,
  { keys, network, cluster, istio, gatekeeper }: Way,
): Ingress | undefined {
  const { ingress: settings } = plan;
  if (settings.exposure === "none") return undefined;
  return new Ingress(
    name,
    {
      ...common(plan, cluster),
      ...ofLogs(plan, keys),
      environment: plan.environment,
      settings,
      protection: plan.protection,
      vpcId: network.vpcId,
      subnetIds: settings.exposure === "public" ? network.publicSubnetIds : network.privateSubnetIds,
      nodeSecurityGroupId: cluster.nodeSecurityGroupId,
      controlPlaneSecurityGroupId: cluster.controlPlaneSecurityGroupId,
      logDays: plan.logging.retentionDays,
      flows: plan.namespaces.flatMap(({ flows }) => flows),
      networkReady: [network],
      kubernetesAfter: [...istio.ready, gatekeeper],
    },
    { parent },
  );
}

const storageClassNames = ({ defaultStorageClassName, regulatedStorageClassName }: Storage): readonly string[] => [
  defaultStorageClassName,
  regulatedStorageClassName,
];

/** What parts need that have a role of their own in the account. */
interface WithKeys {
  readonly keys: Encryption;
  readonly cluster: Cluster;
  readonly gatekeeper: Gatekeeper;
}

export function createFalco(parent: pulumi.Resource, name: string, plan: Plan, { keys, cluster, gatekeeper }: WithKeys): Falco {
  return new Falco(
    name,
    {
      ...common(plan, cluster),
      ...ofLogs(plan, keys),
      deletionProtection: plan.protection.deletionProtection,
      deployers: [principalPrefix(plan.access.deployerRoleArn)],
      waivers: plan.waivers,
      kubernetesAfter: [gatekeeper],
    },
    { parent },
  );
}

export function createVelero(
  parent: pulumi.Resource,
  name: string,
  plan: Plan,
  { keys, cluster, storage, gatekeeper }: WithKeys & Pick<Inside, "storage">,
): Velero {
  return new Velero(
    name,
    {
      ...common(plan, cluster),
      ...(plan.cluster.serviceCidr === undefined ? {} : { serviceCidr: plan.cluster.serviceCidr }),
      backup: plan.backup,
      lock: plan.lock,
      namespaces: plan.namespaces,
      backupsKeyArn: keys.backupsKeyArn,
      copiesKeyArn: keys.copiesKeyArn,
      storageClasses: storageClassNames(storage),
      protect: plan.protection.protect,
      kubernetesAfter: [gatekeeper],
    },
    { parent },
  );
}

/** There is one when some namespace has data that asks for it. */
export function createDataAccess(
  parent: pulumi.Resource,
  name: string,
  { dataAccess: settings, namespaces, registryMirror }: Plan,
  { cluster, istio, gatekeeper }: Pick<Way, "cluster" | "istio" | "gatekeeper">,
): DataAccess | undefined {
  if (settings === undefined) return undefined;
  return new DataAccess(
    name,
    {
      settings,
      namespaces,
      ...(registryMirror === undefined ? {} : { registryMirror }),
      kubernetes: cluster.provider,
      kubernetesAfter: [gatekeeper],
      meshReady: istio.ready,
    },
    { parent },
  );
}

/** Last, when what judges and encrypts is there: nothing can run in a namespace before. */
export function createNamespaces(
  parent: pulumi.Resource,
  name: string,
  plan: Plan,
  cluster: Cluster,
  after: readonly pulumi.Resource[],
): Namespaces {
  const { environment, namespaces, access, dataAccess } = plan;
  return new Namespaces(
    name,
    {
      environment,
      namespaces,
      personas: access.personas,
      ...(dataAccess === undefined ? {} : { dataAccess }),
      kubernetes: cluster.provider,
    },
    { parent, dependsOn: [...after] },
  );
}

/** The example, where the stack asks for it. It waits for its namespace, and for all that guards it. */
export function createPatientRecords(
  parent: pulumi.Resource,
  name: string,
  plan: Plan,
  { keys, cluster, storage }: Omit<WithKeys, "gatekeeper"> & Pick<Inside, "storage">,
  after: readonly pulumi.Resource[],
): void {
  const { patientRecords: settings, dataAccess } = plan;
  const namespace = plan.namespaces.find((one) => one.name === settings?.namespace);
  if (settings === undefined || namespace === undefined || dataAccess === undefined) return;
  new PatientRecords(
    name,
    {
      ...common(plan, cluster),
      environment: plan.environment,
      settings,
      namespace,
      tokens: dataAccess,
      storageClass: storage.defaultStorageClassName,
      credentialsKeyArn: keys.credentialsKeyArn,
      registry: plan.registryMirror ?? ownRegistry(plan.site),
    },
    { parent, dependsOn: [...after] },
  );
}
