import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { causeIn } from "./causes";

export interface ProgramOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** File for what it prints. */
  readonly log: string;
}

/** One server of a control plane, as a child of this process. */
export class Program {
  readonly #exited: Promise<void>;
  #ended = false;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly log: string,
    private readonly failure: { error?: Error },
  ) {
    this.#exited = new Promise((done) => {
      const end = (): void => {
        this.#ended = true;
        done();
      };
      child.once("exit", end);
      child.once("error", end);
    });
  }

  static start({ name, command, args, env, log }: ProgramOptions): Program {
    const output = openSync(log, "a");
    const child = spawn(command, [...args], { env, stdio: ["ignore", output, output] });
    closeSync(output);
    const failure: { error?: Error } = {};
    child.once("error", (error) => (failure.error = error));
    return new Program(name, child, log, failure);
  }

  /** Waits until it answers. Throws one line with cause and remedy when it ends before, or does not answer in time. */
  async ready(answers: () => Promise<boolean>, seconds = 60): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!this.#ended) {
      if (await answers().catch(() => false)) return;
      if (Date.now() > deadline) throw new Error(`${this.name} did not answer within ${String(seconds)} s: ${this.#cause()}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(this.end);
  }

  /** Stops it where it stands, as if its node hung; nobody is told. */
  freeze(): void {
    this.child.kill("SIGSTOP");
  }

  thaw(): void {
    this.child.kill("SIGCONT");
  }

  /** Ends it at once: nothing that it holds is worth keeping. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.child.kill("SIGKILL");
    await this.#exited;
  }

  /** Rejects with one line when it ends, whoever ended it. */
  async failed(): Promise<never> {
    await this.#exited;
    throw new Error(this.end);
  }

  /** Why it is no more; undefined while it runs. */
  get end(): string | undefined {
    return this.#ended ? `${this.name} ended: ${this.#cause()}` : undefined;
  }

  #cause(): string {
    return this.failure.error === undefined ? causeIn(readFileSync(this.log, "utf8")) : causeIn(this.failure.error.message);
  }
}
