import type { PreviewCheckId } from "../../policies/controls";
import { previewChecks } from "../../policies/preview";
import type { Judged, PreviewCheck } from "../../policies/preview/check";
import { Plan, type PlannedResource } from "../../policies/preview/plan";
import { canonicalType } from "../../policies/preview/twins";
import type { Verdict } from "../../policies/preview/verdict";
import type { Settings } from "../../policies/settings";
import { planForStack } from "../policies/preview/own-plan";

export const stackNames = ["dev", "staging", "prod", "prod-za"] as const;

const all = Object.entries(previewChecks) as readonly (readonly [PreviewCheckId, PreviewCheck])[];

/** What the checks say of a stack as it is, and what they say anew when something in it is changed. */
export class JudgedStack {
  readonly #before = new Map<string, Verdict["status"]>();

  private constructor(
    readonly name: string,
    readonly resources: readonly PlannedResource[],
    private readonly settings: Settings,
  ) {
    for (const [id, judged] of this.#judge(resources, () => true))
      for (const { urn, verdict } of judged) this.#before.set(`${id} ${urn}`, verdict.status);
  }

  static async of(name: string): Promise<JudgedStack> {
    const { resources, settings } = await planForStack(name);
    return new JudgedStack(name, resources, settings);
  }

  /** Checks that fail, or can no longer say that all is well, once the resource is changed; without one, once it is gone. */
  worsened(resource: PlannedResource, to: PlannedResource | undefined): ReadonlyMap<PreviewCheckId, Verdict["status"]> {
    const resources = this.resources.flatMap((one) => (one === resource ? (to === undefined ? [] : [to]) : [one]));
    const worse = new Map<PreviewCheckId, Verdict["status"]>();
    for (const [id, judged] of this.#judge(resources, (urn) => urn === resource.urn)) {
      for (const { urn, verdict } of judged) {
        const harmless = ["pass", "not-applicable", this.#before.get(`${id} ${urn}`)].includes(verdict.status);
        if (!harmless && worse.get(id) !== "fail") worse.set(id, verdict.status);
      }
    }
    return worse;
  }

  /** Whether a check has something to say of the resource, or of the platform as a whole. */
  applies(id: PreviewCheckId, { urn }: PlannedResource): boolean {
    const own = this.#before.get(`${id} ${urn}`);
    if (own !== undefined) return own === "pass";
    return [...this.#before].some(([key, status]) => key.startsWith(`${id} `) && status === "pass");
  }

  /** Whether a check passes for this very resource. */
  judges(id: PreviewCheckId, { urn }: PlannedResource): boolean {
    return this.#before.get(`${id} ${urn}`) === "pass";
  }

  /** Checks that pass somewhere in the stack: whatever they look at is protected. */
  passing(): readonly PreviewCheckId[] {
    return all.map(([id]) => id).filter((id) => [...this.#before].some(([key, status]) => key.startsWith(`${id} `) && status === "pass"));
  }

  /** A check of single resources needs to look again only at those of which it is asked. */
  #judge(
    resources: readonly PlannedResource[],
    again: (urn: string) => boolean,
  ): readonly (readonly [PreviewCheckId, readonly Judged[]])[] {
    const plan = new Plan(resources, "program");
    const own = resources.filter(({ urn }) => again(urn)).map(({ urn }) => urn);
    return all.map(([id, check]) => {
      if (check.kind === "plan") return [id, check.evaluate(plan, this.settings)];
      const types = new Set(check.types);
      return [
        id,
        own.flatMap((urn) => {
          const reader = plan.get(urn);
          return reader !== undefined && types.has(canonicalType(reader.type))
            ? [{ urn, verdict: check.evaluate(reader, this.settings) }]
            : [];
        }),
      ];
    });
  }
}
