import type { Policies } from "@pulumi/policy";
import type { PreviewCheckId } from "../controls";
import type { PreviewCheck } from "../preview/check";
import type { Settings } from "../settings";
import { type Run, checkPolicy } from "./check-policy";
import { deferredPolicy, recorderPolicy, waivedPolicy, waiverPolicies } from "./housekeeping";
import { Ledger } from "./ledger";
import { PlanRecord } from "./record";

/** The policies of one run. Order counts: what records comes first, what sums up comes last. */
export function packPolicies(registry: Readonly<Record<PreviewCheckId, PreviewCheck>>, settings: Settings): Policies {
  const run: Run = { settings, record: new PlanRecord(), ledger: new Ledger() };
  const ids = Object.keys(registry) as PreviewCheckId[];
  return [
    recorderPolicy(run),
    ...ids.map((id) => checkPolicy(id, registry[id], run)),
    deferredPolicy(run),
    waivedPolicy(run),
    ...waiverPolicies(run),
  ];
}
