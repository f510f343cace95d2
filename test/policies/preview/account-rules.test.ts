import { accountRuleChecks as checks } from "../../../policies/preview/account-rules";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const hidden = new Hidden("ciphertext");
const good: Inputs = { minimumPasswordLength: 14, passwordReusePrevention: 24, maxPasswordAge: 90 };
const passwords = (inputs: Inputs) => planned("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "policy", { ...good, ...inputs });
table("password-policy-strong", checks["password-policy-strong"], [
  { it: "accepts what the parameters ask for", given: passwords({}), want: "pass" },
  { it: "refuses short passwords", given: passwords({ minimumPasswordLength: 13 }), want: "fail" },
  { it: "refuses the default length", given: passwords({ minimumPasswordLength: undefined }), want: "fail" },
  { it: "refuses old passwords", given: passwords({ passwordReusePrevention: 5 }), want: "fail" },
  { it: "refuses passwords that never end", given: passwords({ maxPasswordAge: 0 }), want: "fail" },
  { it: "refuses passwords that live too long", given: passwords({ maxPasswordAge: 91 }), want: "fail" },
  { it: "defers an unknown length", given: passwords({ minimumPasswordLength: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden length", given: passwords({ minimumPasswordLength: hidden }), want: "not-evaluated" },
]);

const firewall = (statelessDefaultActions?: Value) =>
  planned("aws:networkfirewall/firewallPolicy:FirewallPolicy", "firewall", { firewallPolicy: { statelessDefaultActions } });
table("network-firewall-drops-by-default", checks["network-firewall-drops-by-default"], [
  { it: "accepts to hand on to stateful rules", given: firewall(["aws:forward_to_sfe"]), want: "pass" },
  { it: "accepts to drop", given: firewall(["aws:drop"]), want: "pass" },
  { it: "refuses to pass", given: firewall(["aws:pass"]), want: "fail" },
  { it: "refuses no action", given: firewall(), want: "fail" },
  { it: "defers unknown actions", given: firewall(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden actions", given: firewall(hidden), want: "not-evaluated" },
]);

const logs = (principal: unknown) =>
  planned("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "logs", {
    policyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: principal, Action: "logs:PutLogEvents", Resource: "*" }] }),
  });
table("log-resource-policy-own-account", checks["log-resource-policy-own-account"], [
  { it: "accepts a service", given: logs({ Service: "delivery.logs.amazonaws.com" }), want: "pass" },
  { it: "accepts the own account", given: logs({ AWS: "arn:aws:iam::111122223333:role/r" }), want: "pass" },
  { it: "refuses another account", given: logs({ AWS: "arn:aws:iam::999999999999:root" }), want: "fail" },
  { it: "refuses everybody", given: logs("*"), want: "fail" },
  { it: "cannot judge without knowing its own account", given: logs("*"), settings: { account: undefined }, want: "not-evaluated" },
  {
    it: "defers an unknown document",
    given: planned("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "l", { policyDocument: UNKNOWN }),
    want: "deferred",
  },
]);

const store = (retentionPeriod?: Value) => planned("aws:cloudtrail/eventDataStore:EventDataStore", "store", { retentionPeriod });
table("event-data-store-retention-sufficient", checks["event-data-store-retention-sufficient"], [
  { it: "accepts the default, which is seven years", given: store(), want: "pass" },
  { it: "accepts the days that logs must live", given: store(2192), want: "pass" },
  { it: "refuses a day less", given: store(2191), want: "fail" },
  { it: "refuses more than logs may live", given: store(2558), want: "fail" },
  { it: "defers unknown days", given: store(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden days", given: store(hidden), want: "not-evaluated" },
]);

const block = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
const accountBlock = (inputs: Inputs) =>
  planned("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "block", { ...block, ...inputs });
table("account-public-access-blocked", checks["account-public-access-blocked"], [
  { it: "accepts all four switches", given: accountBlock({}), want: "pass" },
  ...Object.keys(block).map((one) => ({ it: `refuses ${one} off`, given: accountBlock({ [one]: false }), want: "fail" as const })),
  { it: "refuses a switch left out, which is off", given: accountBlock({ blockPublicAcls: undefined }), want: "fail" },
  { it: "defers an unknown switch", given: accountBlock({ blockPublicAcls: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden switch", given: accountBlock({ blockPublicAcls: hidden }), want: "not-evaluated" },
]);
