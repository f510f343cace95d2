import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverArguments, serverConfiguration, serverFiles } from "../../../components/data-access/configuration";
import type { PolicySettings } from "../../../components/data-access/settings";
import { Program } from "../control-plane/program";
import { freePorts } from "../control-plane/ports";
import { closeFolder, openFolder } from "../harness/cleanup";
import { findKubernetes } from "../tools/kubernetes";

export interface Decision {
  readonly allowed: boolean;
  readonly http_status: number;
}

/** The server of OPA with the platform's own policy and arguments, on other ports. Envoy's plugin cannot be had here: its input is put to the same decision. */
export class PolicyServer {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly program: Program,
  ) {}

  static async start(settings: PolicySettings): Promise<PolicyServer> {
    const folder = openFolder();
    const files = join(folder, "configuration");
    mkdirSync(files);
    for (const [name, text] of Object.entries(serverFiles(settings))) writeFileSync(join(files, name), text);
    // The part of the configuration that names the plugin is left out, the rest is as it is.
    const { plugins, ...rest }: { plugins: { envoy_ext_authz_grpc: { path: string } } } = serverConfiguration;
    writeFileSync(join(files, "server.json"), JSON.stringify(rest));
    if (plugins.envoy_ext_authz_grpc.path !== "data_access/decision") throw new Error("the tests ask another decision than Envoy does");
    const [port = 0, health = 0] = await freePorts(2);
    const program = Program.start({
      name: "opa",
      command: findKubernetes("opa"),
      args: serverArguments(files).map((argument) =>
        argument.replace("127.0.0.1:8181", `127.0.0.1:${String(port)}`).replace("0.0.0.0:8282", `127.0.0.1:${String(health)}`),
      ),
      env: { PATH: process.env["PATH"], HOME: folder },
      log: join(folder, "opa.log"),
    });
    const server = new PolicyServer(folder, port, program);
    await program.ready(async () => (await fetch(`http://127.0.0.1:${String(health)}/health?plugins`)).ok);
    return server;
  }

  async decide(input: object): Promise<Decision> {
    const answer = await fetch(`http://127.0.0.1:${String(this.port)}/v1/data/data_access/decision`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ input }),
    });
    return ((await answer.json()) as { readonly result: Decision }).result;
  }

  /** All that it printed. */
  log(): string {
    return readFileSync(join(this.folder, "opa.log"), "utf8");
  }

  async stop(): Promise<void> {
    await this.program.stop();
    closeFolder(this.folder);
  }
}
