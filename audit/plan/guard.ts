import { createRequire } from "node:module";
import { UserError } from "../user-error";
import { describeWaiting } from "./waiting";

/** What a program said while it ran. */
export interface Messages {
  readonly warnings: string[];
  readonly errors: string[];
}

type Log = Record<"debug" | "info" | "warn" | "error", (message: string) => Promise<void>>;

// Without a connection the SDK's log functions print to the console, debug messages of every step included; the live module object is
// needed to take their place.
const log = createRequire(__filename)("@pulumi/pulumi/log") as Log;

const crashEvents = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Runs a program's work so that nothing of it escapes: rejections and exceptions nobody handles reject the result, a program that waits
 * for ever does too, log messages are collected, and what it prints goes to standard error.
 */
export async function guarded<T>(messages: Messages, work: () => Promise<T>): Promise<T> {
  const restore: (() => void)[] = [];
  const crashed = new Promise<never>((_resolve, reject) => {
    for (const event of crashEvents) restore.push(onlyListener(event, reject));
    const onExit = (): void => {
      reject(new UserError(`the program never ends: ${describeWaiting()}`));
    };
    process.once("beforeExit", onExit);
    restore.push(() => process.off("beforeExit", onExit));
  });
  restore.push(collectLog(messages), divertPrinting(), bypassProxy());
  try {
    return await Promise.race([work(), crashed]);
  } finally {
    await turns(10);
    for (const undo of restore) undo();
  }
}

/** Lets pending work of the event loop happen, so that a late rejection is reported to the run it belongs to. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function onlyListener(event: (typeof crashEvents)[number], listener: (error: Error) => void): () => void {
  const others = process.listeners(event as "uncaughtException");
  process.removeAllListeners(event);
  process.on(event as "uncaughtException", listener);
  return () => {
    process.off(event, listener);
    for (const other of others) process.on(event as "uncaughtException", other);
  };
}

function collectLog(messages: Messages): () => void {
  const original = { ...log };
  const keep = (list: string[]) => (message: string) => {
    list.push(message);
    return Promise.resolve();
  };
  Object.assign(log, { debug: keep([]), info: keep([]), warn: keep(messages.warnings), error: keep(messages.errors) });
  return () => Object.assign(log, original);
}

/** Standard output belongs to our report. */
function divertPrinting(): () => void {
  const original: unknown = Reflect.get(process.stdout, "write");
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => {
    Reflect.set(process.stdout, "write", original);
  };
}

/** The only connections are to this process itself, where a proxy of the environment does not lead. */
function bypassProxy(): () => void {
  const original = process.env["no_grpc_proxy"];
  process.env["no_grpc_proxy"] = "127.0.0.1";
  return () => {
    if (original === undefined) delete process.env["no_grpc_proxy"];
    else process.env["no_grpc_proxy"] = original;
  };
}
