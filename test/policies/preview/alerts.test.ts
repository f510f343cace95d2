import { alertChecks as checks } from "../../../policies/preview/alerts";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { keyCases, planned, switchCases, table } from "./support";

const topic = (inputs: Inputs, from = {}) => planned("aws:sns/topic:Topic", "topic", inputs, { from });
const subscription = (protocol?: Inputs[string]) => planned("aws:sns/topicSubscription:TopicSubscription", "subscription", { protocol });
const alarm = (inputs: Inputs) => planned("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", inputs);
const hidden = new Hidden("ciphertext");

table("topic-encrypted-with-cmk", checks["topic-encrypted-with-cmk"], keyCases(topic, "kmsMasterKeyId"));

table("topic-subscription-encrypted", checks["topic-subscription-encrypted"], [
  { it: "accepts https", given: subscription("https"), want: "pass" },
  { it: "accepts e-mail", given: subscription("email"), want: "pass" },
  { it: "refuses http", given: subscription("http"), want: "fail" },
  { it: "defers an unknown protocol", given: subscription(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden protocol", given: subscription(hidden), want: "not-evaluated" },
]);

table("alarm-has-action", checks["alarm-has-action"], [
  { it: "accepts an alarm that tells a topic", given: alarm({ alarmActions: ["arn:aws:sns:eu-west-1:1:t"] }), want: "pass" },
  { it: "accepts an alarm that tells a topic which is made with it", given: alarm({ alarmActions: [UNKNOWN] }), want: "pass" },
  { it: "refuses an alarm without action", given: alarm({}), want: "fail" },
  { it: "refuses an empty list", given: alarm({ alarmActions: [] }), want: "fail" },
  { it: "defers unknown actions", given: alarm({ alarmActions: UNKNOWN }), want: "deferred" },
  { it: "cannot read hidden actions", given: alarm({ alarmActions: hidden }), want: "not-evaluated" },
  ...switchCases((inputs) => alarm({ alarmActions: ["t"], ...inputs }), "actionsEnabled", true),
]);
