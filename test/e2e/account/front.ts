import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What the front answers itself: a body of JSON, or of XML when it is text. */
export type Own = (path: string, body: string) => object | string | undefined;

/** The name of a service is in the credential's scope of every signed request. */
const serviceOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "";

/**
 * Stands before moto, which lacks some operations: answers those itself, and hands on everything else as it came, since moto looks at signatures.
 */
export class Front {
  private constructor(
    private readonly server: Server,
    private readonly motoPort: number,
    /** By the name of the service. */
    readonly own: Map<string, Own>,
  ) {
    server.on("request", (asked: IncomingMessage, answer: ServerResponse) => void this.#serve(asked, answer));
  }

  static async start(motoPort: number): Promise<Front> {
    const server = createServer();
    const front = new Front(server, motoPort, new Map());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return front;
  }

  get url(): string {
    return `http://localhost:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) =>
      this.server.close(() => {
        done();
      }),
    );
  }

  async #serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const service = serviceOf(asked);
    const ours = this.own.get(hostService(asked) ?? service)?.(asked.url ?? "", body.toString());
    if (ours === undefined) this.#handOn(asked, body, answer);
    else if (typeof ours === "string") answer.writeHead(200, { "content-type": "text/xml" }).end(ours);
    else answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(ours));
  }

  #handOn(asked: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    const { url: path = "/", headers } = asked;
    const sent = request({ host: "127.0.0.1", port: this.motoPort, method: asked.method, path, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    sent.once("error", () => answer.destroy());
    sent.end(body);
  }
}

/** The settings of an account for all its buckets are asked of a host that begins with the account. */
const hostService = ({ headers, url }: IncomingMessage): string | undefined =>
  /^\d{12}\./.test(headers.host ?? "") && url?.startsWith("/v20180820/") === true ? "s3control" : undefined;
