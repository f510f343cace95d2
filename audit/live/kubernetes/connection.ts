import type { OutgoingHttpHeaders } from "node:http";
import { Agent, type AgentOptions, type RequestOptions, request } from "node:https";
import { UserError } from "../../user-error";
import { type Get, type Post, type Response, codeOf } from "./list";

export interface ConnectionOptions {
  /** File; else KUBECONFIG, else ~/.kube/config, else the service account of the pod. */
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** Milliseconds that one answer may take. */
  readonly timeout: number;
}

export interface ClusterConnection {
  readonly server: string;
  readonly get: Get;
  readonly post: Post;
  readonly close: () => void;
}

/** Opens nothing yet. Throws a UserError, one sentence with the remedy, when there is no cluster to talk to or no way to sign in. */
export async function connect({ kubeconfig, context, timeout }: ConnectionOptions): Promise<ClusterConnection> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch {
    throw new UserError(
      `${kubeconfig ?? "the kubeconfig"} cannot be read; write one with \`aws eks update-kubeconfig\`, and name it with --kubeconfig`,
    );
  }
  if (context !== undefined && !config.getContexts().some(({ name }) => name === context))
    throw new UserError(`the kubeconfig has no context ${context}; \`kubectl config get-contexts\` lists them`);
  if (context !== undefined) config.setCurrentContext(context);
  const cluster = config.getCurrentCluster();
  // What the library makes up when it finds no configuration at all.
  if (cluster === null || cluster.name === "loaded-from-default" || cluster.server === "http://localhost:8080")
    throw new UserError("there is no cluster to audit; name a kubeconfig with --kubeconfig, as `aws eks update-kubeconfig` writes it");
  const options: RequestOptions & AgentOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch {
    throw new UserError(
      `there is no way to sign in to ${cluster.server}; run the command that the kubeconfig names for it (often \`aws sso login\`), then again`,
    );
  }
  // Behind a proxy the library's own agent knows the way.
  const agent = cluster.proxyUrl === undefined ? new Agent({ ...options, keepAlive: true }) : options.agent;
  const get: Get = (path) => asked(`${cluster.server}${path}`, { ...options, agent }, timeout);
  const post: Post = (path, body) =>
    asked(`${cluster.server}${path}`, { ...options, agent, method: "POST" }, timeout, JSON.stringify(body));
  return {
    server: cluster.server,
    get,
    post,
    close: () => {
      if (agent instanceof Agent) agent.destroy();
    },
  };
}

function asked(url: string, options: RequestOptions, timeout: number, body?: string): Promise<Response> {
  const content = body === undefined ? {} : { "content-type": "application/json" };
  return new Promise((done, fail) => {
    const sent = request(
      url,
      {
        ...options,
        method: options.method ?? "GET",
        headers: { ...(options.headers as OutgoingHttpHeaders | undefined), accept: "application/json", ...content },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", fail);
        // A connection that ends in the middle of an answer ends no answer.
        answer.once("aborted", () => {
          fail(Object.assign(new Error("cut off"), { code: "ECONNRESET" }));
        });
        answer.once("end", () => {
          const seconds = Number(answer.headers["retry-after"]);
          done({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds } : {}),
          });
        });
      },
    );
    const timer = setTimeout(() => sent.destroy(Object.assign(new Error("no answer"), { name: "TimeoutError" })), timeout);
    sent.once("error", fail);
    sent.once("close", () => {
      clearTimeout(timer);
    });
    sent.end(body);
  });
}

/** Version of the cluster. Throws a UserError when it does not answer, or not to this caller: then nothing else would. */
export async function versionOf({ server, get }: ClusterConnection): Promise<string> {
  let answer: Response;
  try {
    answer = await get("/version");
  } catch (error) {
    throw new UserError(
      `${server} does not answer (${codeOf(error)}); check network, VPN and kubeconfig, since a private endpoint is reached from inside the VPC only`,
    );
  }
  if (answer.status === 401) throw new UserError(`${server} does not accept the credentials; sign in again, e.g. with \`aws sso login\``);
  if (answer.status !== 200)
    throw new UserError(`${server} answered ${String(answer.status)} to /version; is it an API server of Kubernetes?`);
  try {
    const { gitVersion } = JSON.parse(answer.text) as { readonly gitVersion?: unknown };
    if (typeof gitVersion === "string") return gitVersion;
  } catch {
    // Said below.
  }
  throw new UserError(`${server} gave no version of Kubernetes; is it an API server?`);
}
