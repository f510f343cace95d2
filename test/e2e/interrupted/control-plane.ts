import { ControlPlane } from "../control-plane";

/** A process of its own with a control plane, for a test to kill; it says when the control plane is up, and where. */
async function run(): Promise<void> {
  const plane = await ControlPlane.start();
  process.stdout.write(`${plane.folder}\n`);
  // Its servers keep this process alive until somebody ends it.
}

void run();
