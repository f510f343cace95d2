import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { WebhookRoutes } from "../helm/webhooks";
import { cacheBase } from "../tools/cache";
import { findTools } from "../tools/pulumi";
import { closeFolder, openFolder } from "./cleanup";
import { redirectPack, writePlugins, writeProgram, writeProject, writeStack } from "./files";
import { type EngineRun, run } from "./run";

export { root } from "./files";
export type { EngineRun } from "./run";

export interface WorkspaceOptions {
  readonly stack: string;
  /** Folder, or files by name; our own program when absent. */
  readonly program?: string | Readonly<Record<string, string>>;
  /** Configuration of a small program's stack. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Text of the stack file of our own program; the committed one when absent. */
  readonly stackFile?: string;
  /** Lines of the copy that are other than in the repository. */
  readonly edits?: readonly Edit[];
  /** Whether the pack judges; it does when nothing is said. */
  readonly policies?: boolean;
  /** Kubeconfig of a real API server, on which objects of Kubernetes are made; they are not made anywhere when absent. */
  readonly kubeconfig?: string;
  /** Where webhooks of charts are served. */
  readonly webhookRoutes?: WebhookRoutes;
}

export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Call {
  readonly call: "create" | "update" | "delete";
  readonly urn: string;
}

/** A folder of its own with a copy of a program, a file backend and stand-in providers, on which the real CLI runs. */
export class Workspace {
  readonly #env: NodeJS.ProcessEnv;
  #runs = 0;

  private constructor(
    /** The folder, with everything that the commands read and write. */
    readonly base: string,
    private readonly options: WorkspaceOptions,
  ) {
    const home = join(base, "home");
    this.#env = {
      ...process.env,
      PATH: [join(base, "plugins"), ...findTools().path, process.env["PATH"]].join(delimiter),
      HOME: home,
      E2E_CACHE: cacheBase(),
      // Compilers keep their caches there; so they go with the folder.
      TMPDIR: join(base, "tmp"),
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${join(base, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PULUMI_DEBUG_COMMANDS: "1",
      STANDIN_CALLS: join(base, "calls.log"),
      ...(options.kubeconfig === undefined ? {} : { STANDIN_KUBECONFIG: options.kubeconfig }),
      ...(options.webhookRoutes === undefined ? {} : { STANDIN_WEBHOOKS: JSON.stringify(options.webhookRoutes) }),
    };
  }

  static async create(options: WorkspaceOptions): Promise<Workspace> {
    const base = openFolder();
    const workspace = new Workspace(base, options);
    for (const folder of ["program", "plugins", "state", "home", "tmp"]) mkdirSync(join(base, folder));
    writeProgram(workspace.directory, options.program);
    writeProject(workspace.directory, join(base, "plugins"), options.program === undefined);
    const secrets = writeStack(workspace.directory, options);
    writePlugins(join(base, "plugins"));
    redirectPack(workspace.directory);
    for (const { file, from, to } of options.edits ?? []) workspace.edit(file, from, to);
    await workspace.#must(["stack", "init", options.stack]);
    for (const [path, value] of secrets) await workspace.#must(["config", "set", "--secret", "--path", path, value]);
    return workspace;
  }

  get directory(): string {
    return join(this.base, "program");
  }

  /** In a preview the stand-ins know no more than what they are told, as real providers do. `json`: the plan is on standard output. */
  preview({ json = false }: { readonly json?: boolean } = {}): Promise<EngineRun> {
    return this.#engine("preview", json ? ["--json"] : [], { STANDIN_PREVIEW: "1" });
  }

  /** `failAt`: the stand-ins refuse the Nth creation, update or deletion. */
  up({ failAt }: { readonly failAt?: number } = {}): Promise<EngineRun> {
    return this.#engine("up", ["--yes", "--skip-preview"], this.#failing(failAt));
  }

  refresh(): Promise<EngineRun> {
    return this.#engine("refresh", ["--yes", "--skip-preview"], {}, false);
  }

  destroy({ failAt }: { readonly failAt?: number } = {}): Promise<EngineRun> {
    return this.#engine("destroy", ["--yes", "--skip-preview"], this.#failing(failAt), false);
  }

  async unprotectAll(): Promise<void> {
    await this.#must(["state", "unprotect", "--all", "--yes"]);
  }

  async unprotect(urns: readonly string[]): Promise<void> {
    for (const urn of urns) await this.#must(["state", "unprotect", urn, "--yes"]);
  }

  async exportState(): Promise<unknown> {
    return JSON.parse((await this.#must(["stack", "export"])).stdout) as unknown;
  }

  async importState(state: unknown): Promise<void> {
    const file = join(this.base, "import.json");
    writeFileSync(file, JSON.stringify(state));
    await this.#must(["stack", "import", "--file", file]);
  }

  edit(file: string, from: string, to: string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold what the test wants to change: ${from}`);
    writeFileSync(path, text.replace(from, to));
  }

  /** What the stand-ins were asked to do so far, in order. */
  calls(): readonly Call[] {
    const file = join(this.base, "calls.log");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Call);
  }

  dispose(): Promise<void> {
    closeFolder(this.base);
    return Promise.resolve();
  }

  #engine(command: string, args: readonly string[], env: NodeJS.ProcessEnv, judged = this.options.policies ?? true): Promise<EngineRun> {
    this.#runs += 1;
    const eventLog = join(this.base, `events-${String(this.#runs)}.log`);
    const pack = judged ? ["--policy-pack", "policies"] : [];
    return this.#cli([command, ...args, ...pack, "--event-log", eventLog], env, eventLog);
  }

  #failing(failAt: number | undefined): NodeJS.ProcessEnv {
    return failAt === undefined ? {} : { STANDIN_FAIL_AT: String(failAt), STANDIN_CALLS_BEFORE: String(this.calls().length) };
  }

  async #must(args: readonly string[]): Promise<EngineRun> {
    const ended = await this.#cli(args, {});
    if (ended.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(ended.code)}: ${ended.stderr}${ended.stdout}`);
    return ended;
  }

  #cli(args: readonly string[], env: NodeJS.ProcessEnv, eventLog?: string): Promise<EngineRun> {
    const stack = args[0] === "stack" && args[1] === "init" ? [] : ["--stack", this.options.stack];
    return run({
      command: "pulumi",
      args: [...args, ...stack, "--non-interactive"],
      cwd: this.directory,
      base: this.base,
      env: { ...this.#env, ...env },
      ...(eventLog === undefined ? {} : { eventLog }),
    });
  }
}
