import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { onCompanions } from "../companions";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { isTrue } from "../tree";
import { type Verdict, fail, notApplicable, pass } from "../verdict";
import { turnedOn, at } from "./ask";

const zoneType = "aws:route53/zone:Zone";
const logType = "aws:route53/queryLog:QueryLog";
const domainTypes = ["aws:route53domains/registeredDomain:RegisteredDomain", "aws:route53domains/domain:Domain"] as const;

/** A private zone is asked from inside only: its questions are in the log of the resolver. */
function logged(zone: Reader, plan: Plan): Verdict {
  if (zone.read("vpcs") !== undefined) return notApplicable;
  return onCompanions(
    plan,
    zone,
    { property: "zoneId", type: logType },
    () => pass,
    fail("who asks for names is not recorded; add a route53.QueryLog for the zone"),
  );
}

const locked = (domain: Reader): Verdict =>
  domain.expect(
    "transferLock",
    (value) => value === undefined || isTrue(value),
    "somebody may move the domain away; set transferLock to true",
  );

export const nameChecks = {
  "zone-queries-logged": onEachInPlan(zoneType, logged),
  "domain-transfer-locked": onEach(domainTypes, locked),
  "domain-renewed": turnedOn(at("autoRenew", ...domainTypes), "the domain ends when nobody thinks of it; set autoRenew to true", true),
} as const satisfies Record<string, PreviewCheck>;
