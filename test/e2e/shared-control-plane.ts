import { ControlPlane } from "./control-plane";

let plane: Promise<ControlPlane> | undefined;

/** The control plane that all tests of this run share, started at the first request. Tests take names of their own in it. */
export function controlPlane(): Promise<ControlPlane> {
  plane ??= ControlPlane.start();
  return plane;
}

after(async () => {
  // One that did not start has said so to the test that asked for it.
  const started = await plane?.catch(() => undefined);
  await started?.stop();
});
