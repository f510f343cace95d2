import { join } from "node:path";
import { freePorts } from "../control-plane/ports";
import { Program } from "../control-plane/program";
import { closeFolder, openFolder } from "../harness/cleanup";
import { findPython } from "../tools/python";
import { Front } from "./front";

/** The account that the stack dev is in. */
export const account = "111122223333";
export const region = "eu-central-1";

/** What the SDK reads to find the account on loopback instead of AWS. */
export const environmentOf = (url: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  NODE_OPTIONS: `--require=${join(__dirname, "loopback.cjs")}`,
});

/** An account of AWS as moto plays it, on loopback. */
export class AccountServer {
  private constructor(
    private readonly folder: string,
    private readonly moto: Program,
    private readonly port: number,
    readonly front: Front,
  ) {}

  static async start(): Promise<AccountServer> {
    const folder = openFolder();
    const [port = 0] = await freePorts(1);
    const moto = Program.start({
      name: "moto",
      command: findPython(),
      args: ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        MOTO_ACCOUNT_ID: account,
        MOTO_EC2_LOAD_DEFAULT_AMIS: "false",
        MOTO_ACM_VALIDATION_WAIT: "0",
      },
      log: join(folder, "moto.log"),
    });
    await moto.ready(async () => (await fetch(`http://127.0.0.1:${String(port)}/moto-api/data.json`)).ok);
    return new AccountServer(folder, moto, port, await Front.start(port));
  }

  /** Whether moto asks signatures and the policies of IAM if a caller may. */
  async enforce(does: boolean): Promise<void> {
    // So many requests pass unasked.
    const body = does ? "0" : "1000000";
    const answer = await fetch(`http://127.0.0.1:${String(this.port)}/moto-api/reset-auth`, { method: "POST", body });
    if (!answer.ok) throw new Error(`moto answered ${String(answer.status)} to reset-auth`);
  }

  get url(): string {
    return this.front.url;
  }

  async stop(): Promise<void> {
    await this.front.stop();
    await this.moto.stop();
    closeFolder(this.folder);
  }
}
