import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { IncomingMessage } from "node:http";
import { parse } from "yaml";

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } }];
  readonly users: readonly [
    { readonly user: { readonly "client-certificate-data"?: string; readonly "client-key-data"?: string; readonly token?: string } },
  ];
}

export interface Query {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Of the body; JSON when nothing is said. */
  readonly contentType?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The server had closed a connection that lay idle, before it saw the request. */
class StaleConnection extends Error {}

/** HTTPS to one API server, as one user. */
export class Connection {
  readonly #agent: Agent;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(
    private readonly server: string,
    agent: Agent,
    headers: Readonly<Record<string, string>>,
  ) {
    this.#agent = agent;
    this.#headers = headers;
  }

  /** Server and user of a kubeconfig file that has one of each. */
  static of(file: string): Connection {
    const { clusters, users } = parse(readFileSync(file, "utf8")) as Kubeconfig;
    const { server, "certificate-authority-data": authority } = clusters[0].cluster;
    const { "client-certificate-data": certificate, "client-key-data": key, token } = users[0].user;
    const decoded = (data: string): string => Buffer.from(data, "base64").toString();
    const agent = new Agent({
      keepAlive: true,
      ca: decoded(authority),
      ...(certificate === undefined || key === undefined ? {} : { cert: decoded(certificate), key: decoded(key) }),
    });
    return new Connection(server, agent, token === undefined ? {} : { authorization: `Bearer ${token}` });
  }

  /** The whole answer, whatever its status. Rejects when there is none. */
  async ask(query: Query): Promise<Answer> {
    const response = await this.#open(query);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
  }

  /** Lines of an answer as they arrive, until the reader has enough or the signal says so. */
  async *lines(query: Query, signal: AbortSignal): AsyncGenerator<string> {
    const response = await this.#open(query, signal);
    let rest = "";
    for await (const chunk of response) {
      const parts = (rest + String(chunk)).split("\n");
      rest = parts.pop() ?? "";
      yield* parts;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #open(query: Query, signal?: AbortSignal): Promise<IncomingMessage> {
    try {
      return await this.#send(query, signal);
    } catch (error) {
      if (error instanceof StaleConnection) return this.#send(query, signal);
      throw error;
    }
  }

  #send({ method, path, query = {}, body, contentType = "application/json" }: Query, signal?: AbortSignal): Promise<IncomingMessage> {
    const parameters = new URLSearchParams(query).toString();
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...this.#headers,
      accept: "application/json",
      ...(content === undefined ? {} : { "content-type": contentType, "content-length": String(Buffer.byteLength(content)) }),
    };
    const target = `${this.server}${path}${parameters === "" ? "" : `?${parameters}`}`;
    return new Promise((done, fail) => {
      const sent = request(target, { method, agent: this.#agent, headers, ...(signal === undefined ? {} : { signal }) }, done);
      sent.once("error", (error: NodeJS.ErrnoException) => {
        fail(sent.reusedSocket && error.code === "ECONNRESET" ? new StaleConnection(error.message) : error);
      });
      sent.end(content);
    });
  }
}
