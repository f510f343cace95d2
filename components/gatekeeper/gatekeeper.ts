import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import { type EnforcementAction, admissionCheckIds, constraint, constraintTemplate, synced, waivedBy } from "../../policies/admission";
import type { WaiverSettings } from "../args";
import { installChart } from "../chart";
import { createNamespace } from "../namespace";
import { type DecisionArgs, decisionsOf } from "./decisions";
import { exemptNamespaces, ownNamespace, watchingNamespaces } from "./exemptions";
import { gatekeeperPolicies } from "./network-policies";
import { safeDefaults } from "./safe-defaults";
import { gatekeeperValues } from "./values";

export interface GatekeeperArgs extends DecisionArgs {
  readonly vpcCidr: string;
  /** Range of the cluster's Services; EKS chose one when absent. */
  readonly serviceCidr?: string;
  /** `warn` lets objects in and tells who brought them. */
  readonly enforcementAction: EnforcementAction;
  /** Whether Gatekeeper fills in what pods leave out and rules ask for. */
  readonly safeDefaults: boolean;
  /** Those that name objects of the cluster. */
  readonly waivers: readonly Pick<WaiverSettings, "check" | "resource" | "expires">[];
  /**
   * What is made in the cluster before: while Gatekeeper starts, its webhook refuses what anybody makes. The kinds that it keeps copies of have to be
   * defined, too.
   */
  readonly after: readonly pulumi.Resource[];
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
}

/** Namespaces whose objects no rule judges by what they are. */
const unjudged = [ownNamespace, ...exemptNamespaces, ...watchingNamespaces];

/** Admission: Gatekeeper, and every check of the catalogue that looks at admission, as a template and a constraint. */
export class Gatekeeper extends pulumi.ComponentResource {
  constructor(name: string, args: GatekeeperArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Gatekeeper", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    const { registryMirror } = args;
    const namespace = createNamespace(name, { name: ownNamespace, podSecurity: "restricted" }, { ...child, dependsOn: [...args.after] });
    createPolicies(name, args, { ...child, dependsOn: namespace });
    const values = gatekeeperValues({
      exemptNamespaces,
      safeDefaults: args.safeDefaults,
      ...(registryMirror === undefined ? {} : { registryMirror }),
    });
    const release = installChart(
      name,
      { release: "gatekeeper", namespace: ownNamespace, values, minutes: 10 },
      { ...child, dependsOn: namespace },
    );
    const installed = { ...child, dependsOn: release };
    new apiextensions.CustomResource(`${name}-config`, auditConfig, installed);
    const decisions = decisionsOf(args);
    if (args.safeDefaults)
      for (const object of safeDefaults(unjudged)) new apiextensions.CustomResource(`${name}-${object.metadata.name}`, object, installed);
    const options = { enforcementAction: args.enforcementAction, excludedNamespaces: unjudged };
    for (const id of admissionCheckIds) {
      const template = new apiextensions.CustomResource(`${name}-${id}-template`, forProvider(constraintTemplate(id)), installed);
      // The kind of a constraint is there when its template is compiled.
      new apiextensions.CustomResource(
        `${name}-${id}`,
        forProvider(constraint(id, decisions, { ...options, waived: waivedBy(args.waivers, id) })),
        {
          ...child,
          dependsOn: template,
        },
      );
    }
    this.registerOutputs({});
  }
}

function createPolicies(name: string, args: GatekeeperArgs, opts: pulumi.CustomResourceOptions): void {
  for (const [suffix, spec] of Object.entries(gatekeeperPolicies(args.vpcCidr, args.serviceCidr)))
    new networking.NetworkPolicy(`${name}-${suffix}`, { metadata: { name: suffix, namespace: ownNamespace }, spec }, opts);
}

/**
 * Exemptions of the chart hold for requests only; the audit has its own. Rules that look at other objects look at Gatekeeper's copies of them. The
 * name is the only one that Gatekeeper reads.
 */
const auditConfig = {
  apiVersion: "config.gatekeeper.sh/v1alpha1",
  kind: "Config",
  metadata: { name: "config", namespace: ownNamespace },
  spec: { match: [{ processes: ["audit"], excludedNamespaces: unjudged }], sync: { syncOnly: synced } },
};

/**
 * The provider waits until Gatekeeper has compiled a template. What Gatekeeper makes of either is Gatekeeper's to take away: a provider that
 * waited for that itself would wait for a kind that is gone.
 */
function forProvider<Made extends ReturnType<typeof constraintTemplate> | ReturnType<typeof constraint>>(object: Made): Made {
  const waits = object.kind === "ConstraintTemplate" ? { "pulumi.com/waitFor": "jsonpath={.status.created}=true" } : {};
  const own = "annotations" in object.metadata ? object.metadata.annotations : {};
  const annotations = { ...own, "pulumi.com/deletionPropagationPolicy": "background", ...waits };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
