import { type Server, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { stringify } from "yaml";
import { itemsOf } from "../../../audit/evidence/model";
import { Authority } from "../../e2e/control-plane/certificates";
import { type Sample, evidenceOf, wellKept } from "../live/cluster";

/** What the server takes for a sign-in; it must never show. */
export const token = "zq9-planted-token";

/** Answers as an API server with these objects; `refuse` says otherwise for some paths. */
export class ApiServer {
  objects: readonly Sample[] = wellKept;
  refuse: (path: string) => number | undefined = () => undefined;

  private constructor(
    readonly server: Server,
    readonly authority: Authority,
  ) {}

  static async start(): Promise<ApiServer> {
    const authority = await Authority.create();
    const { certificate, key } = authority.server("api", ["127.0.0.1"]);
    const api = new ApiServer(createServer({ cert: certificate, key }), authority);
    api.server.on("request", (request, response) => {
      const [path = ""] = (request.url ?? "").split("?");
      const status = request.headers.authorization === `Bearer ${token}` ? (api.refuse(path) ?? 200) : 401;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(status === 200 ? JSON.stringify(api.answer(path)) : "{}");
    });
    await new Promise<void>((done) => api.server.listen(0, "127.0.0.1", done));
    return api;
  }

  answer(path: string): object {
    if (path === "/version") return { gitVersion: "v1.35.0" };
    const found = evidenceOf(this.objects).answers.find(({ call }) => call.request === `GET ${path}`);
    return { kind: "List", metadata: {}, items: found === undefined ? [] : itemsOf(found) };
  }

  kubeconfig(given = token): string {
    const { port } = this.server.address() as AddressInfo;
    const authority = Buffer.from(this.authority.certificate).toString("base64");
    return stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "it",
      contexts: [{ name: "it", context: { cluster: "it", user: "it" } }],
      clusters: [{ name: "it", cluster: { server: `https://127.0.0.1:${String(port)}`, "certificate-authority-data": authority } }],
      users: [{ name: "it", user: { token: given } }],
    });
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
