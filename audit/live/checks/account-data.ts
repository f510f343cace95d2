import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import { isTrue, numberOf } from "../../../policies/preview/tree";
import { type Verdict, demand, fail, notApplicable, notEvaluated, pass } from "../../../policies/preview/verdict";
import type { LiveCheck } from "../check";
import { daysSince, onEachLive } from "./each";

const keyType = "aws:kms/key:Key";
const volumeType = "aws:ebs/volume:Volume";

/** The disk of a volume of the EBS driver is the account's; one of another driver is none of EBS's. */
function disk(volume: Reader, plan: Plan): Verdict {
  if (volume.read("spec.csi.driver") !== "ebs.csi.aws.com") return notApplicable;
  const handle = volume.read("spec.csi.volumeHandle");
  const found = plan.ofType(volumeType).find(({ name }) => name === handle);
  if (found === undefined) return notEvaluated("the disk of the volume is not among those of the account and region that were read");
  return found.expect("encrypted", isTrue, "the disk behind the volume is not encrypted; copy its data to a claim of an encrypted class");
}

/** Until a secret was rotated for the first time, its age counts from its last change. */
const rotated = (secret: Reader, limit: number, readAt: number): Verdict => {
  if (secret.read("owningService") !== "") return notApplicable;
  const age = daysSince(secret, "lastRotatedDate", readAt) ?? daysSince(secret, "lastChangedDate", readAt);
  return demand(
    age !== undefined && age <= limit,
    "the secret has not changed for longer than secret.rotation.days; rotate it, and give it a rotation",
  );
};

/** Analyzers of access from outside; others look for access that nobody uses. */
const external = new Set<unknown>(["ACCOUNT", "ORGANIZATION"]);

export const accountDataChecks = {
  "kms-key-not-being-deleted": onEachLive(keyType, (key) =>
    key.expect(
      "state",
      (state) => state !== "PendingDeletion" && state !== "PendingReplicaDeletion",
      "the key is about to be deleted; cancel it, or waive it with the ticket of the erasure",
    ),
  ),
  "kms-key-made-in-kms": onEachLive(keyType, (key) =>
    key.expect(
      "origin",
      (origin) => origin === "AWS_KMS" || origin === "AWS_CLOUDHSM",
      "the key's material comes from outside; make a key in KMS and encrypt again with it",
    ),
  ),
  "ebs-snapshot-encrypted": onEachLive("aws:ebs/snapshot:Snapshot", (snapshot) =>
    snapshot.expect("encrypted", isTrue, "the snapshot is not encrypted; copy it with a key of your own and delete it"),
  ),
  "persistentvolume-disk-encrypted": onEachLive("kubernetes:core/v1:PersistentVolume", (volume, _context, plan) => disk(volume, plan)),
  "secret-rotated-in-time": onEachLive("aws:secretsmanager/secret:Secret", (secret, { settings, readAt }) =>
    rotated(secret, settings.parameters["secret.rotation.days"], readAt),
  ),
  "no-external-access-found": (plan, { clusterUrn }) => {
    const analyzers = plan.ofType("aws:accessanalyzer/analyzer:Analyzer");
    const active = analyzers.filter((one) => one.read("status") === "ACTIVE" && external.has(one.read("type")));
    if (active.length === 0)
      return [{ urn: clusterUrn, verdict: fail("nothing looks for access from outside; make an analyzer of external access") }];
    const found = plan.ofType("aws:accessanalyzer/finding:Finding");
    return found.length === 0
      ? active.map(({ urn }) => ({ urn, verdict: pass }))
      : found.map(({ urn }) => ({
          urn,
          verdict: fail("IAM Access Analyzer found access from outside; take it away, or archive the finding with its reason"),
        }));
  },
  "root-has-no-access-key": onEachLive("aws:iam/root:Root", (root) =>
    root.expect("accessKeys", (count) => numberOf(count) === 0, "the root user has an access key; delete it"),
  ),
  "root-has-second-factor": onEachLive("aws:iam/root:Root", (root) =>
    root.expect("mfa", (count) => numberOf(count) === 1, "the root user signs in with a password alone; give it a second factor"),
  ),
} as const satisfies Record<string, LiveCheck>;
