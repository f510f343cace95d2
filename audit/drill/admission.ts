import { admissionCheckIds } from "../../policies/admission";
import { type Sample, type SampleObject, samplesOf } from "../../policies/admission/samples";
import { checks } from "../../policies/controls";
import { type Cluster, type Outcome, type Probe, failed, inError, notTried, passed } from "./probe";

/** Kinds of samples that are in no namespace. */
const clusterWide = new Set(["ClusterRole", "ClusterRoleBinding", "Namespace", "PersistentVolume", "StorageClass"]);

/** Irregular ones aside, the plural of a kind is its name in small letters with an s. */
const plurals: Readonly<Record<string, string>> = {
  AuthorizationPolicy: "authorizationpolicies",
  Ingress: "ingresses",
  NetworkPolicy: "networkpolicies",
  StorageClass: "storageclasses",
};

/** Where an object is made: in the namespace of the drill, whatever the sample says, so that it stands where tenants work. */
function pathOf({ apiVersion, kind }: SampleObject, namespace: string): string {
  const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  return `${base}/${clusterWide.has(kind) ? "" : `namespaces/${namespace}/`}${plural}?dryRun=All&fieldManager=compliant-eks-drill`;
}

/** A name of its own: what is tried must not meet what is there. */
function placed(object: SampleObject, namespace: string): object {
  const { name, labels, annotations } = object.metadata;
  return {
    ...object,
    metadata: {
      name: `drill-${name}`.slice(0, 63),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(clusterWide.has(object.kind) ? {} : { namespace }),
    },
  };
}

/** Samples that can be tried anywhere: by whoever runs the drill, of an object that can be made, with nothing else around it. */
const canTry = ({ refusedWith, as, inventory, object }: Sample): boolean =>
  refusedWith !== undefined && as === undefined && inventory.length === 0 && object.spec?.["ephemeralContainers"] === undefined;

type Answer = "by the check" | "by another guard" | "accepted" | { readonly outcome: Outcome };

async function tried(check: string, { name, object }: Sample, namespace: string, { post }: Cluster): Promise<Answer> {
  const { status, text } = await post(pathOf(object, namespace), placed(object, namespace));
  const message = messageOf(text);
  if (status === 200 || status === 201) return "accepted";
  if (message.includes(`[${check}]`)) return "by the check";
  if (/^admission webhook|violates PodSecurity|ValidatingAdmissionPolicy/.test(message)) return "by another guard";
  if (status === 403)
    return { outcome: inError(`whoever runs the drill may not make a ${object.kind}, so nothing was shown; run it with more rights`) };
  if (status === 404) return { outcome: notTried(`the cluster does not know ${object.kind}, or has no namespace ${namespace}`) };
  return { outcome: inError(`the API server answered ${String(status)} to ${name}; see its log`) };
}

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    // Some refusals of the server itself stand before those of webhooks: pods "x" is forbidden: violates PodSecurity ...
    return typeof message === "string" ? message.replace(/^.*? is forbidden: /, "") : "";
  } catch {
    return "";
  }
}

/** Every sample of a check that must be refused, by dry run. The first that is accepted decides. */
async function refuses(check: string, samples: readonly Sample[], namespace: string, cluster: Cluster): Promise<Outcome> {
  let others = 0;
  for (const sample of samples) {
    const answer = await tried(check, sample, namespace, cluster);
    if (answer === "accepted")
      return failed(`${sample.object.kind} of ${sample.name} is accepted; see whether the constraint ${check} is in force here`);
    if (typeof answer === "object") return answer.outcome;
    if (answer === "by another guard") others += 1;
  }
  const by = others === 0 ? "" : `, ${String(others)} of them by another guard before it`;
  return passed(`${String(samples.length)} refused${by}`);
}

/** One probe for each check at admission that has a sample which can be tried. */
export function admissionProbes(namespace: string): readonly Probe[] {
  return admissionCheckIds.flatMap((check) => {
    const samples = samplesOf(check).filter(canTry);
    if (samples.length === 0) return [];
    return [
      { id: `admission/${check}`, title: checks[check].title, ask: (cluster: Cluster) => refuses(check, samples, namespace, cluster) },
    ];
  });
}
