import type { Get, Post } from "../live/kubernetes/list";

/** What a probe showed. What was not tried is never a pass. */
export interface Outcome {
  readonly status: "pass" | "fail" | "error" | "not-evaluated";
  readonly message: string;
}

/** The cluster as a drill reaches it. */
export interface Cluster {
  readonly get: Get;
  readonly post: Post;
}

/** Tries one thing that must not, or must, be possible. Leaves nothing behind. */
export interface Probe {
  /** `admission/<check>` or `persona/<name>`. */
  readonly id: string;
  /** What must hold. */
  readonly title: string;
  readonly ask: (cluster: Cluster) => Promise<Outcome>;
}

export const passed = (message: string): Outcome => ({ status: "pass", message });
export const failed = (message: string): Outcome => ({ status: "fail", message });
export const inError = (message: string): Outcome => ({ status: "error", message });
export const notTried = (message: string): Outcome => ({ status: "not-evaluated", message });
