import { nodeReleaseChecks as checks } from "../../../policies/preview/node-release";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const group = (releaseVersion: Inputs[string], version: Inputs[string] = "1.35") =>
  planned("aws:eks/nodeGroup:NodeGroup", "group", { version, releaseVersion });

// The settings' today is 2026-11-23.
table("node-release-current", checks["node-release-current"], [
  { it: "accepts a release of this month", given: group("1.35.8-20261030"), want: "pass" },
  { it: "accepts one on the last day", given: group("1.35.8-20261024"), want: "pass" },
  { it: "leaves an older one to people, who can ask EKS", given: group("1.35.8-20261023"), want: "left-to-people" },
  { it: "leaves one without a day to people", given: group("1.26.1-943d9a41"), want: "left-to-people" },
  { it: "leaves none to people", given: group(undefined), want: "left-to-people" },
  { it: "refuses one of another Kubernetes version", given: group("1.34.8-20261030"), want: "fail" },
  { it: "defers an unknown one", given: group(UNKNOWN), want: "deferred" },
  { it: "defers one where the version is unknown", given: group("1.35.8-20261030", UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden one", given: group(new Hidden("ciphertext")), want: "not-evaluated" },
]);
