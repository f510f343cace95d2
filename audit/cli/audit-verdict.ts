import { parametersFrom, settingsFrom } from "../../policies/settings";
import { assessLive } from "../assess/live";
import type { Evidence } from "../evidence/model";
import { judgeLive } from "../judge/live";
import { waiveLive } from "../judge/live-waivers";
import { liveChecks } from "../live/checks";
import { livePlan } from "../live/live-plan";
import { assertSameEnvironment } from "../live/same-environment";
import { stackUrn } from "../judge/subject";
import { buildAuditReport } from "../report/audit/build";
import type { AuditReport } from "../report/audit/document";
import { readAttestations } from "./attestation-file";
import { reported } from "./parameters";
import { withWaivers } from "./waiver-file";

export interface AuditCase {
  readonly evidence: Evidence;
  /** Of the stack file. */
  readonly config: Readonly<Record<string, string>>;
  /** File with more waivers. */
  readonly waivers: string | undefined;
  /** File with attestations. */
  readonly attestations?: string | undefined;
  readonly cwd: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

/**
 * From evidence to the report: judged, waived, assessed. The same whether it was read just now or long ago, but for waivers and attestations
 * that end. Throws a UserError when it is of another stack's cluster.
 */
export function auditVerdict({ evidence, config, waivers, attestations, cwd, today }: AuditCase): AuditReport {
  const settings = withWaivers(settingsFrom({ config, today }), waivers, cwd);
  assertSameEnvironment(evidence, settings.environment);
  const clusterUrn = stackUrn("cluster", evidence.about.stack);
  const { plan, leftOut, objects } = livePlan(evidence, clusterUrn);
  const { results: judged, evidence: answers } = judgeLive(
    plan,
    { settings, readAt: Date.parse(evidence.about.time), clusterUrn },
    liveChecks,
  );
  const { results, analysis } = waiveLive(judged, settings.waivers, today);
  return buildAuditReport({
    evidence,
    today,
    clusterUrn,
    frameworks: settings.frameworks,
    results,
    answers,
    assessment: assessLive(results, settings.frameworks),
    waivers: analysis,
    parameters: parametersFrom(config).map(reported),
    attestations: attestations === undefined ? [] : readAttestations(attestations, cwd),
    objects,
    leftOut,
  });
}
