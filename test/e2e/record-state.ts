import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { versionOf } from "../../audit/cli/version";
import { root } from "./harness";
import { said, within } from "./support";

/** What the engine keeps about when and from which line a resource was made: no update looks at it, and it names folders of this machine. */
const incidental: ReadonlySet<string> = new Set(["sourcePosition", "stackTrace", "created", "modified"]);

/** The state as text, without what is different on every machine. */
const text = (state: unknown): string =>
  `${JSON.stringify(state, (key, value: unknown) => (incidental.has(key) ? undefined : value), 1)}\n`;

/** `npm run test:e2e:record`: keeps the state that `up` of the stack dev gives today, for the updates of tomorrow. */
async function record(): Promise<void> {
  await within({ stack: "dev", policies: false }, async (workspace) => {
    const run = await workspace.up();
    if (run.code !== 0) throw new Error(said(run));
    const folder = join(root, "test/e2e/states");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `dev-${versionOf(root)}.json`);
    writeFileSync(file, text(await workspace.exportState()));
    process.stderr.write(`recorded ${file}\n`);
  });
}

void record();
