import { deletionKinds } from "../../policies/admission";
import { nameLabel } from "../peers";
import { spreadOverZones } from "../chart";
import { chartPin } from "../versions";

/** Subresources that the chart asks about; `status` is left out, which controllers write all the time. */
const subresources = [
  "pods/ephemeralcontainers",
  "pods/exec",
  "pods/log",
  "pods/eviction",
  "pods/portforward",
  "pods/proxy",
  "pods/attach",
  "pods/binding",
  "pods/resize",
  "deployments/scale",
  "replicasets/scale",
  "statefulsets/scale",
  "replicationcontrollers/scale",
  "services/proxy",
  "nodes/proxy",
  "services/status",
] as const;

/** What is made and changed, as in the chart's default, and the deletion of the few kinds that a rule is about. */
const webhookRules = [
  { apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["*", ...subresources] },
  ...deletionKinds.map(({ apiGroups, resources }) => ({ apiGroups, apiVersions: ["*"], operations: ["DELETE"], resources })),
];

export interface GatekeeperValuesArgs {
  /** Namespaces that admission does not judge. */
  readonly exemptNamespaces: readonly string[];
  readonly registryMirror?: string;
  /** Whether it also fills in what pods leave out. */
  readonly safeDefaults?: boolean;
}

/**
 * What the chart of Gatekeeper is told; everything else is its default (values.yaml of the pinned version).
 *
 * - It fails closed: a request that it cannot judge is refused. The chart's default lets it through.
 * - The audit reports every violation: the chart's default of 20 for each constraint hides the others.
 * - Its namespace and labels are made by the program, so the hooks that label it and try it with another image are off; the one that takes
 *   its webhooks away when it is uninstalled is on, since they would refuse everything once it is gone.
 */
export function gatekeeperValues({ exemptNamespaces, registryMirror, safeDefaults = false }: GatekeeperValuesArgs) {
  const image = (name: string): string => (registryMirror === undefined ? name : `${registryMirror}/${name}`);
  const release = `v${chartPin("gatekeeper").version}`;
  const hook = { repository: image("openpolicyagent/gatekeeper-crds"), tag: release };
  return {
    replicas: 3,
    auditInterval: 60,
    constraintViolationsLimit: 1000,
    validatingWebhookFailurePolicy: "Fail",
    validatingWebhookCheckIgnoreFailurePolicy: "Fail",
    validatingWebhookTimeoutSeconds: 5,
    validatingWebhookCustomRules: webhookRules,
    validatingWebhookExemptNamespacesLabels: { [nameLabel]: [...exemptNamespaces] },
    disableMutation: !safeDefaults,
    // What is not filled in is refused by the rules, so that a mutation that cannot be asked holds nobody up.
    mutatingWebhookExemptNamespacesLabels: { [nameLabel]: [...exemptNamespaces] },
    enableExternalData: false,
    image: { repository: image("openpolicyagent/gatekeeper"), crdRepository: hook.repository, release },
    preInstall: { crdRepository: { image: { repository: hook.repository, tag: release } } },
    postInstall: { labelNamespace: { enabled: false }, probeWebhook: { enabled: false } },
    // The binding of this hook reads `name`, which values.yaml does not have; without it the API server refuses the binding, and the release stays.
    preUninstall: { deleteWebhookConfigurations: { enabled: true, image: hook, name: "gatekeeper-delete-webhook-configs" } },
    // One of three may go at a time: a drain goes on, and a webhook is always there.
    pdb: { controllerManager: { minAvailable: 2 } },
    controllerManager: { topologySpreadConstraints: [spreadOverZones({ "gatekeeper.sh/operation": "webhook" })] },
  };
}
