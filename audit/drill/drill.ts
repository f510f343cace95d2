import { codeOf } from "../live/kubernetes/list";
import { type Cluster, type Outcome, type Probe, inError } from "./probe";

export interface ProbeResult extends Outcome {
  readonly id: string;
  readonly title: string;
}

/** What a drill showed. A probe that passed is evidence of the level "tested": it was tried, at that time, and held. */
export interface DrillReport {
  readonly schemaVersion: 1;
  readonly kind: "drill";
  readonly tool: { readonly name: string; readonly version: string };
  readonly stack: string;
  readonly cluster: { readonly server: string; readonly version: string };
  /** Where objects of tenants were tried. */
  readonly namespace: string;
  /** Start, ISO 8601, UTC. */
  readonly time: string;
  readonly summary: Readonly<Record<Outcome["status"], number>>;
  readonly probes: readonly ProbeResult[];
}

/** Asks one probe after the other, so that a cluster in use hardly notices. A probe that breaks is in error, and the next one follows. */
export async function runProbes(
  probes: readonly Probe[],
  cluster: Cluster,
  progress: (done: number, all: number, what: string) => void,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const { id, title, ask } of probes) {
    progress(results.length, probes.length, id);
    results.push({ id, title, ...(await guarded(() => ask(cluster))) });
  }
  return results;
}

async function guarded(ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (error) {
    return inError(`the connection failed (${codeOf(error)}); check network and server, and run the drill again`);
  }
}

export const tallyOf = (results: readonly ProbeResult[]): DrillReport["summary"] => {
  const count = (status: Outcome["status"]): number => results.filter((one) => one.status === status).length;
  return { pass: count("pass"), fail: count("fail"), error: count("error"), "not-evaluated": count("not-evaluated") };
};
