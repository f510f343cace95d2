import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { exemptNamespaces } from "../../../components/gatekeeper/exemptions";
import { gatekeeperValues } from "../../../components/gatekeeper/values";
import { isHook } from "../helm/hooks";
import { type WebhookRoute, redirected } from "../helm/webhooks";
import { render } from "../helm/render";
import type { Client, KubernetesObject } from "../kubernetes/client";
import { findAssets, findKubernetes } from "../tools/kubernetes";
import type { Authority } from "./certificates";
import { define } from "./definitions";
import { type Layout, environmentOf, kubeconfig } from "./layout";
import { Program } from "./program";
import { inParallel } from "../parallel";
import type { Call } from "./servers";

export const namespace = "gatekeeper-system";
const account = "gatekeeper-admin";

/** The namespace that the manager runs in, as its chart's users make it. */
const home: KubernetesObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: namespace,
    labels: { "pod-security.kubernetes.io/enforce": "restricted", "admission.gatekeeper.sh/ignore": "no-self-managing" },
  },
};

/**
 * The pod that the manager takes itself for: what it writes about itself is owned by one, and is collected as garbage when there is none.
 * A gate keeps it from being scheduled.
 */
const standInPod: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "gatekeeper-local", namespace },
  spec: {
    schedulingGates: [{ name: "runs-beside-the-cluster" }],
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [{ name: "manager", image: "none", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } }],
  },
};

/** What is left to the cluster's own nodes: they cannot run it here. */
const notHere = new Set(["Deployment", "Secret"]);

const isDeployment = ({ kind }: KubernetesObject): boolean => kind === "Deployment";
const isWebhook = ({ kind }: KubernetesObject): boolean => kind.endsWith("WebhookConfiguration");

/** Installs Gatekeeper by its own chart with the platform's values, and runs its manager beside the cluster. */
export async function installGatekeeper(layout: Layout, authority: Authority, admin: Client, safeDefaults: boolean): Promise<Program> {
  const values = gatekeeperValues({ exemptNamespaces, safeDefaults });
  const { definitions, objects } = render({ path: join(findAssets(), "charts/gatekeeper"), release: "gatekeeper", namespace, values });
  const wanted = objects.filter((object) => !isHook(object) && !notHere.has(object.kind));
  await admin.apply(home);
  // A manager that finds its own kinds undefined looks again after ten seconds only.
  await define(admin, definitions);
  await inParallel(
    wanted.filter((object) => !isWebhook(object)),
    (object) => admin.apply(object),
  );
  const manager = await startManager(layout, authority, admin, objects.filter(isDeployment));
  await manager.ready(() => answers(layout));
  const route = webhookRoute(layout, authority);
  await inParallel(wanted.filter(isWebhook), (object) => admin.apply(redirected(object, () => route)));
  return manager;
}

/** Starts the manager beside the cluster, as its deployments say, with the rights of its own service account. */
export async function startManager(
  layout: Layout,
  authority: Authority,
  admin: Client,
  deployments: readonly KubernetesObject[],
): Promise<Program> {
  await admin.until({ apiVersion: "v1", kind: "ServiceAccount", name: "default", namespace }, "there", (found) => found !== undefined);
  await admin.apply(standInPod);
  return Program.start({
    ...call(layout, deployments),
    command: findKubernetes("gatekeeper"),
    env: await environment(layout, authority, admin),
    log: layout.file("gatekeeper.log"),
  });
}

/** Where the webhooks of the manager are served. */
export const webhookRoute = ({ ports }: Layout, authority: Authority): WebhookRoute => ({
  url: `https://127.0.0.1:${String(ports.webhook)}`,
  caBundle: Buffer.from(authority.certificate).toString("base64"),
});

export const webhookService = `${namespace}/gatekeeper-webhook-service`;
export const deploymentNames = ["gatekeeper-audit", "gatekeeper-controller-manager"] as const;

/** Whether the manager says that it is ready: it has read every template and constraint. */
const answers = async ({ ports }: Layout): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${String(ports.gatekeeperHealth)}/readyz`)).ok;

/** The chart's own arguments of both its deployments, and in their place those that the loopback asks for. */
function call(layout: Layout, deployments: readonly KubernetesObject[]): Call {
  const typed = deployments as unknown as readonly {
    readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [{ readonly args: readonly string[] }] } } };
  }[];
  const charted = typed.flatMap(({ spec }) => spec.template.spec.containers[0].args);
  const { webhook, gatekeeperHealth, nothing } = layout.ports;
  const own = [
    `--port=${String(webhook)}`,
    "--host=127.0.0.1",
    `--health-addr=127.0.0.1:${String(gatekeeperHealth)}`,
    `--cert-dir=${layout.file("webhook")}`,
    "--disable-cert-rotation=true",
    // Its exporter for Prometheus binds every address; this one only calls out, to a port on which nobody listens.
    "--metrics-backend=opentelemetry",
    `--otlp-endpoint=127.0.0.1:${String(nothing)}`,
    `--api-cache-dir=${layout.file("gatekeeper-cache")}`,
    // A test that asks the audit does not wait a minute.
    "--audit-interval=5",
  ];
  const names = new Set(own.map((argument) => argument.split("=")[0]));
  return { name: "gatekeeper", args: [...new Set(charted.filter((argument) => !names.has(argument.split("=")[0]))), ...own] };
}

async function environment(layout: Layout, authority: Authority, admin: Client): Promise<NodeJS.ProcessEnv> {
  const { certificate, key } = authority.server("gatekeeper", ["127.0.0.1", `gatekeeper-webhook-service.${namespace}.svc`]);
  layout.write("webhook/tls.crt", certificate);
  layout.write("webhook/tls.key", key);
  layout.write("webhook/ca.crt", authority.certificate);
  // The audit does not make it, and fails without it.
  mkdirSync(layout.file("gatekeeper-cache"), { recursive: true });
  const file = layout.write("gatekeeper.kubeconfig", kubeconfig(layout, authority, { token: await token(admin) }));
  return {
    ...environmentOf(layout),
    KUBECONFIG: file,
    POD_NAME: "gatekeeper-local",
    POD_NAMESPACE: namespace,
    NAMESPACE: namespace,
    CONTAINER_NAME: "manager",
  };
}

async function token(admin: Client): Promise<string> {
  const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 36_000 } };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  const answer = JSON.parse(await admin.ask({ method: "POST", path, body })) as { readonly status: { readonly token: string } };
  return answer.status.token;
}
