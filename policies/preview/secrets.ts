import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { numberOf } from "./tree";
import { fail, demand } from "./verdict";

const secretType = "aws:secretsmanager/secret:Secret";
const rotationType = "aws:secretsmanager/secretRotation:SecretRotation";

export const secretChecks = {
  "secret-encrypted-with-cmk": onEachInPlan(secretType, (secret) =>
    customerKey(secret, "kmsKeyId", "the secret is not encrypted with your key; set kmsKeyId to the ARN of a key"),
  ),
  "secret-rotation-frequent": onEach(rotationType, (rotation, { parameters }) =>
    rotation.inspect("rotationRules.scheduleExpression", (schedule) =>
      schedule === undefined
        ? rotation.inspect("rotationRules.automaticallyAfterDays", (value) => {
            const days = numberOf(value);
            if (days === undefined) return fail("the secret is never rotated; set rotationRules.automaticallyAfterDays");
            return demand(
              days <= parameters["secret.rotation.days"],
              "the secret is rotated too rarely; lower automaticallyAfterDays to secret.rotation.days",
            );
          })
        : rateOf(schedule, parameters["secret.rotation.days"]),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;

/** `rate(90 days)`; a cron expression runs at least once a year, and how often nobody says here. */
function rateOf(schedule: unknown, most: number): ReturnType<typeof fail> {
  const [, count = "", unit = ""] = /^rate\((\d+) (day|days|hour|hours)\)$/.exec(typeof schedule === "string" ? schedule : "") ?? [];
  const days = unit.startsWith("hour") ? Number(count) / 24 : Number(count);
  return unit === ""
    ? { status: "not-evaluated", message: "how often a cron expression runs is not computed here" }
    : demand(days <= most, "the secret is rotated too rarely; shorten scheduleExpression to secret.rotation.days");
}
