import { secretChecks as checks } from "../../../policies/preview/secrets";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { keyCases, planned, table } from "./support";

const secret = (inputs: Inputs, from = {}) => planned("aws:secretsmanager/secret:Secret", "secret", inputs, { from });
const rotation = (rotationRules: Inputs) => planned("aws:secretsmanager/secretRotation:SecretRotation", "rotation", { rotationRules });

table("secret-encrypted-with-cmk", checks["secret-encrypted-with-cmk"], keyCases(secret, "kmsKeyId"));

table("secret-rotation-frequent", checks["secret-rotation-frequent"], [
  { it: "accepts the longest allowed time", given: rotation({ automaticallyAfterDays: 90 }), want: "pass" },
  { it: "refuses a day more", given: rotation({ automaticallyAfterDays: 91 }), want: "fail" },
  { it: "refuses no rule", given: rotation({}), want: "fail" },
  { it: "accepts a rate in days", given: rotation({ scheduleExpression: "rate(30 days)" }), want: "pass" },
  { it: "accepts a rate in hours", given: rotation({ scheduleExpression: "rate(12 hours)" }), want: "pass" },
  { it: "refuses a rate that is too slow", given: rotation({ scheduleExpression: "rate(200 days)" }), want: "fail" },
  { it: "does not compute cron expressions", given: rotation({ scheduleExpression: "cron(0 0 1 * ? *)" }), want: "not-evaluated" },
  { it: "defers unknown days", given: rotation({ automaticallyAfterDays: UNKNOWN }), want: "deferred" },
  { it: "cannot read hidden days", given: rotation({ automaticallyAfterDays: new Hidden("ciphertext") }), want: "not-evaluated" },
]);
