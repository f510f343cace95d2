import type { Settings } from "../settings";
import { type PreviewCheck, onEach } from "./check";
import { nodeGroupType } from "./nodes";
import type { Reader } from "./reader";
import { type Verdict, fail, leftToPeople, pass } from "./verdict";

/** Releases of Amazon Linux: Kubernetes version and day, e.g. `1.35.2-20261015` (EKS user guide, "Amazon Linux AMI versions"). */
const dated = /^(\d+\.\d+)\.\d+-(\d{4})(\d{2})(\d{2})$/;

const owner = "operations";
const question = "whether a newer one with a critical patch is out, only EKS can tell";

/** A young release has the patches; of an older one, or one without a day in it, no plan can tell what came out since. */
function current(group: Reader, { parameters, today }: Settings): Verdict {
  return group.inspect("releaseVersion", (release) => {
    if (release === undefined)
      return leftToPeople(owner, `EKS takes the newest release when it makes the group, and none by itself later: ${question}`);
    const [, minor, year = "", month = "", date = ""] = dated.exec(typeof release === "string" ? release : "") ?? [];
    if (minor === undefined) return leftToPeople(owner, `the release names no day: ${question}`);
    return group.inspect("version", (version) => {
      if (typeof version === "string" && version !== minor)
        return fail("the release is of another Kubernetes version than the group; set releaseVersion to a release of the same version");
      const age = (Date.parse(today) - Date.parse(`${year}-${month}-${date}`)) / 86_400_000;
      return age <= parameters["patch.critical.days"]
        ? pass
        : leftToPeople(owner, `the release is older than patch.critical.days: ${question}`);
    });
  });
}

export const nodeReleaseChecks = {
  "node-release-current": onEach(nodeGroupType, current),
} as const satisfies Record<string, PreviewCheck>;
