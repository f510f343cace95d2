import type { PreviewCheckId } from "../controls";
import type { Verdict } from "../preview/verdict";

export interface Entry {
  readonly check: PreviewCheckId;
  readonly urn: string;
  readonly verdict: Verdict;
}

/** What every check said of every resource in this run; a later word about the same resource replaces the earlier one. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  enter(entry: Entry): void {
    this.#entries.set(`${entry.check} ${entry.urn}`, entry);
  }

  withStatus(status: Verdict["status"]): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.verdict.status === status);
  }
}
