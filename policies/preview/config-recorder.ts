import { serviceRuns } from "./account-services";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN, isTrue } from "./tree";
import { type Verdict, all, deferred, demand, fail, pass, worst } from "./verdict";

const recorderType = "aws:cfg/recorder:Recorder";
const statusType = "aws:cfg/recorderStatus:RecorderStatus";
const channelType = "aws:cfg/deliveryChannel:DeliveryChannel";
const bucketType = "aws:s3/bucket:Bucket";

/** A recorder is made stopped, and a status of the same program starts it. */
function running(recorder: Reader, plan: Plan): Verdict {
  const name = recorder.read("name");
  const own = plan
    .ofType(statusType)
    .filter((status) => status.sources("name").includes(recorder.urn) || (typeof name === "string" && status.read("name") === name));
  if (own.length > 0)
    return worst(
      own.map((status) => status.expect("isEnabled", isTrue, "the recorder is stopped; set isEnabled of its RecorderStatus to true")),
    );
  if (plan.ofType(statusType).some((status) => status.read("name") === UNKNOWN)) return deferred("name");
  return fail("a recorder is made stopped; add a cfg.RecorderStatus with its name and isEnabled");
}

/** The bucket has checks of its own when it is of this program. */
function delivered(channel: Reader, plan: Plan): Verdict {
  if (sourcesOf(plan, channel, "s3BucketName", bucketType).length > 0) return pass;
  return channel.expect(
    "s3BucketName",
    (name) => typeof name === "string" && name !== "",
    "recorded configurations go nowhere; set s3BucketName",
  );
}

export const configRecorderChecks = {
  "configuration-recorder-present": serviceRuns(
    "config",
    recorderType,
    "nothing records how resources change; add a cfg.Recorder, or name who runs AWS Config",
  ),
  "configuration-recorder-complete": onEach(recorderType, (recorder) =>
    all(
      recorder.expect(
        "recordingGroup.allSupported",
        (value) => value === undefined || isTrue(value),
        "some types are not recorded; set allSupported to true",
      ),
      recorder.expect(
        "recordingGroup.includeGlobalResourceTypes",
        isTrue,
        "roles and policies of IAM are not recorded; set includeGlobalResourceTypes to true",
      ),
    ),
  ),
  "configuration-recorder-running": onEachInPlan(recorderType, running),
  "configuration-delivered": onEachInPlan(channelType, delivered),
  "configuration-delivery-present": onEachInPlan(recorderType, (_recorder, plan) =>
    demand(plan.ofType(channelType).length > 0, "a recorder does not start without a delivery channel; add a cfg.DeliveryChannel"),
  ),
} as const satisfies Record<string, PreviewCheck>;
