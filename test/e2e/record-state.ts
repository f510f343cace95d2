import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./harness";
import { said, within } from "./support";

/** What the engine keeps about when and from which line a resource was made: no update looks at it, and it names folders of this machine. */
const incidental: ReadonlySet<string> = new Set(["sourcePosition", "stackTrace", "created", "modified"]);

/** The state as text, without what is different on every machine. */
const text = (state: unknown): string =>
  `${JSON.stringify(state, (key, value: unknown) => (incidental.has(key) ? undefined : value), 1)}\n`;

/** A name that no state has yet: earlier ones stay, for they are what users have. */
function freeName(folder: string, date: string, count = 1): string {
  const file = join(folder, `dev-${date}${count === 1 ? "" : `-${String(count)}`}.json`);
  return existsSync(file) ? freeName(folder, date, count + 1) : file;
}

/** `npm run test:e2e:record`: keeps the state that `up` of the stack dev gives today, for the updates of tomorrow. */
async function record(): Promise<void> {
  await within({ stack: "dev", policies: false }, async (workspace) => {
    const run = await workspace.up();
    if (run.code !== 0) throw new Error(said(run));
    const file = freeName(join(root, "test/e2e/states"), new Date().toISOString().slice(0, 10));
    writeFileSync(file, text(await workspace.exportState()));
    process.stderr.write(`recorded ${file}\n`);
  });
}

void record();
