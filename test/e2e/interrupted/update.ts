import { Workspace } from "../harness";

/** A process of its own that updates the stack dev from nothing, for `interrupted.e2e.ts` to stop; first it prints where it works. */
async function update(): Promise<void> {
  const workspace = await Workspace.create({ stack: "dev", policies: false });
  process.stdout.write(`${workspace.base}\n`);
  await workspace.up();
  await workspace.dispose();
}

void update();
