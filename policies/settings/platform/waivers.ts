import { clusterReference, isClusterReference } from "../../waivers";
import type { Issue } from "../problems";
import { isDay, list, section, text, words } from "./fields";
import type { Rule } from "./rules";

const waiver = section({
  check: text("the id of a check, as findings show it", /^[a-z][a-z0-9-]{1,80}$/).meta({
    description: "Id of the check. An unknown one is a finding.",
  }),
  resource: text("a URN, or a pattern of it with *", /^\S{1,500}$/).meta({
    description:
      "URN of the resource, or a pattern in which `*` stands for any characters. For checks at admission `kubernetes:NAMESPACE/KIND/NAME`, e.g. `kubernetes:records/Deployment/legacy-*`.",
  }),
  owner: words("who answers for the exception").meta({ description: "Who answers for the exception." }),
  approver: words("who accepted the risk").meta({ description: "Who accepted the risk; another person than the owner." }),
  reason: words("why it is acceptable").meta({ description: "Why it is acceptable." }),
  ticket: words("the ticket").meta({ description: "Where it was decided." }),
  expires: text('a day such as "2027-01-31"', /^\d{4}-\d{2}-\d{2}$/).meta({
    description: "Last day on which it holds, in quotes, to its end in UTC.",
    why: "An exception without an end is a rule that nobody wrote.",
  }),
});

export const waiversSchema = list("waivers", waiver, 0, 500).default([]).meta({
  description: "Accepted exceptions to checks. Expired ones and those of unknown checks are mandatory findings.",
  why: "No exception.",
});

/** Days that exist. */
export const waiverRules: Rule = ({ waivers }) =>
  (waivers ?? []).flatMap((one, index): Issue[] => {
    const issues: Issue[] = [];
    if (one?.expires !== undefined && !isDay(one.expires))
      issues.push({ path: ["waivers", index, "expires"], message: 'is no day of the calendar; write one such as "2027-01-31"' });
    if (one?.resource !== undefined && isClusterReference(one.resource) && clusterReference(one.resource) === undefined)
      issues.push({
        path: ["waivers", index, "resource"],
        message: "names no object of a cluster; write kubernetes:NAMESPACE/KIND/NAME, such as kubernetes:records/Deployment/legacy-*",
      });
    if (one?.approver !== undefined && one.approver === one.owner) {
      issues.push({
        path: ["waivers", index, "approver"],
        message: "is the owner too; write another person, so that nobody approves an exception of their own",
      });
    }
    return issues;
  });
