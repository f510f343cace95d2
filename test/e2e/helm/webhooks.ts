import { connect } from "node:net";
import { eventually } from "../eventually";
import type { KubernetesObject } from "../kubernetes/client";

/** Where the webhooks of a service are really served. */
export interface WebhookRoute {
  /** Without path. */
  readonly url: string;
  /** Base64 of the certificates to trust. */
  readonly caBundle: string;
}

/** `namespace/name` of a service -> where it is served. */
export type WebhookRoutes = Readonly<Record<string, WebhookRoute>>;

interface Webhook {
  readonly clientConfig: { readonly service?: { readonly namespace: string; readonly name: string; readonly path?: string } };
}

/**
 * The same webhooks, called where they are served: no service leads anywhere here. Those of a service that nobody serves are left out, since
 * whatever they fail closed for could not be made. Another kind of object comes back as it is.
 */
export function redirected(object: KubernetesObject, routeOf: (service: string) => WebhookRoute | undefined): KubernetesObject {
  if (!object.kind.endsWith("WebhookConfiguration")) return object;
  const webhooks = (object["webhooks"] as readonly Webhook[]).flatMap((webhook) => {
    const { service } = webhook.clientConfig;
    if (service === undefined) return webhook;
    const route = routeOf(`${service.namespace}/${service.name}`);
    if (route === undefined) return [];
    return { ...webhook, clientConfig: { url: `${route.url}${service.path ?? "/"}`, caBundle: route.caBundle } };
  });
  return { ...object, webhooks };
}

/** Resolves when somebody serves there: pods that only say they are ready do not. */
export const served = (url: string): Promise<void> =>
  eventually(
    `somebody serves ${url}`,
    () =>
      new Promise<void>((done, fail) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname, () => {
          socket.destroy();
          done();
        });
        socket.once("error", fail);
      }),
    60,
  );
