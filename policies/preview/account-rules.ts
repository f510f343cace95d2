import type { Settings } from "../settings";
import { type PreviewCheck, onEach } from "./check";
import { onStatements } from "./iam-document";
import { holdsAll } from "./lists";
import type { Reader } from "./reader";
import { isTrue, numberOf } from "./tree";
import { type Verdict, all, demand, fail, notEvaluated } from "./verdict";

const passwordType = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const firewallType = "aws:networkfirewall/firewallPolicy:FirewallPolicy";
const logPolicyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const storeType = "aws:cloudtrail/eventDataStore:EventDataStore";

const passwords = (policy: Reader, { parameters }: Settings): Verdict =>
  all(
    policy.expect(
      "minimumPasswordLength",
      (value) => (numberOf(value) ?? 0) >= parameters["password.min.length"],
      "passwords may be short; raise minimumPasswordLength to password.min.length",
    ),
    policy.expect(
      "passwordReusePrevention",
      (value) => (numberOf(value) ?? 0) >= parameters["password.history"],
      "old passwords may come back; raise passwordReusePrevention to password.history",
    ),
    policy.inspect("maxPasswordAge", (value) => {
      const days = numberOf(value) ?? 0;
      return demand(
        days > 0 && days <= parameters["password.max.age.days"],
        "passwords never end; set maxPasswordAge to password.max.age.days",
      );
    }),
  );

/** The default actions for packets that no stateless rule decides. */
function drops(policy: Reader): Verdict {
  const path = "firewallPolicy.statelessDefaultActions";
  const message = "packets pass that no rule decides; set statelessDefaultActions to aws:forward_to_sfe or aws:drop";
  const forward = holdsAll(policy, path, ["aws:forward_to_sfe"], message);
  return forward.status === "fail" ? holdsAll(policy, path, ["aws:drop"], message) : forward;
}

/** Services of AWS are let in by such policies; another account is not. */
const ownAccount = (policy: Reader, { account }: Settings): Verdict =>
  account === undefined
    ? notEvaluated("the stack file does not say which account this is")
    : onStatements(policy, "policyDocument", (statements) => {
        const strangers = statements
          .filter(({ allow }) => allow)
          .flatMap(({ principals }) => principals.filter(({ kind, id }) => kind === "*" || (kind === "AWS" && !id.includes(account))));
        return demand(strangers.length === 0, "another account may write or read logs; name this account's principals or a service");
      });

const publicAccess = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"] as const;

export const accountRuleChecks = {
  "password-policy-strong": onEach(passwordType, passwords),
  "account-public-access-blocked": onEach("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", (block) =>
    all(
      ...publicAccess.map((one) => block.expect(one, isTrue, "buckets of the account can be made public; set all four switches to true")),
    ),
  ),
  "network-firewall-drops-by-default": onEach(firewallType, drops),
  "log-resource-policy-own-account": onEach(logPolicyType, ownAccount),
  "event-data-store-retention-sufficient": onEach(storeType, (store, { parameters }) =>
    store.inspect("retentionPeriod", (value) => {
      // The service's default is seven years.
      const days = value === undefined ? 2555 : (numberOf(value) ?? 0);
      if (days < parameters["log.retention.days"]) return fail("events end too early; raise retentionPeriod to log.retention.days");
      return demand(
        days <= (parameters["log.retention.max.days"] ?? Infinity),
        "events are kept longer than allowed; lower retentionPeriod to log.retention.max.days",
      );
    }),
  ),
} as const satisfies Record<string, PreviewCheck>;
