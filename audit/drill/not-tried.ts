import { type Probe, notTried } from "./probe";

const reason = "it takes pods that send and listen, which this drill does not run";

/** What a drill of the whole mission would try too, said so that nobody takes silence for a pass. */
export const untriedProbes: readonly Probe[] = (
  [
    ["traffic/plain-text", "A port of the mesh refuses plain text"],
    ["traffic/flows", "A flow that is declared works, and any other is blocked"],
    ["traffic/metadata", "A pod cannot reach the metadata service of its node"],
    ["runtime/exec", "An exec raises an alert and an entry of the audit log that names the person"],
    ["data/guard", "Guarded data refuses a request that is not verified, authorised and logged"],
    ["backup/restore", "The newest backup can be restored"],
  ] as const
).map(([id, title]) => ({ id, title, ask: () => Promise.resolve(notTried(reason)) }));
