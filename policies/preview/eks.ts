import type { Settings } from "../settings";
import { inStandardSupport, standardSupportEnds } from "../settings/kubernetes-versions";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { meansInternet } from "./cidr";
import { holdsAll } from "./lists";
import type { Plan } from "./plan";
import { present } from "./presence";
import type { Reader } from "./reader";
import { isFalse, isTrue } from "./tree";
import { type Verdict, demand, fail, notApplicable, notEvaluated, pass, worst } from "./verdict";
import { withZones } from "./zones";

export const clusterType = "aws:eks/cluster:Cluster";

/** Public access is on when nothing is said, and then everybody may connect when no range is listed. */
function endpoint(cluster: Reader, settings: Settings): Verdict {
  const open = fail(
    "the API endpoint is open to the internet; set endpointPublicAccess to false, or list approved ranges in publicAccessCidrs",
  );
  return cluster.inspect("vpcConfig.endpointPublicAccess", (access) =>
    isFalse(access) ? pass : worst(cluster.every("vpcConfig.publicAccessCidrs", (range) => endpointRange(range, settings, open), open)),
  );
}

/** A configured program lists the ranges in its stack file; any other one approves what it writes. */
function endpointRange(range: Reader, { environment, approvedEndpointCidrs }: Settings, open: Verdict): Verdict {
  return range.inspect("", (cidr) => {
    if (typeof cidr !== "string" || meansInternet(cidr) !== false) return open;
    return demand(
      environment === undefined || approvedEndpointCidrs.includes(cidr),
      "the API endpoint admits a range that the stack file does not list; remove it, or add it under cluster.endpoint",
    );
  });
}

/** EKS chooses a version when none is named: another one at every creation. */
function version(cluster: Reader, { today }: Settings): Verdict {
  return cluster.inspect("version", (value) => {
    if (typeof value !== "string") return fail("no Kubernetes version is pinned; set version to a minor version in standard support");
    const supported = inStandardSupport(value, today) ?? (isBeforeCalendar(value) ? false : undefined);
    return supported === undefined
      ? notEvaluated("the Kubernetes version is not in the calendar of EKS versions that the pack knows")
      : demand(supported, "the Kubernetes version has left standard support; set version to a newer minor version");
  });
}

/** The calendar begins with the oldest version that was still supported when it was written. */
function isBeforeCalendar(version: string): boolean {
  const minor = (text: string) => Number(/^1\.(\d+)$/.exec(text)?.[1] ?? NaN);
  return minor(version) < Math.min(...Object.keys(standardSupportEnds).map(minor));
}

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

function everyLogType(cluster: Reader): Verdict {
  return holdsAll(
    cluster,
    "enabledClusterLogTypes",
    logTypes,
    "a kind of control-plane log is off; set enabledClusterLogTypes to api, audit, authenticator, controllerManager, scheduler",
  );
}

/** A component cannot say what its plugin sets on the cluster; where that cluster is seen, it says so itself. */
function isJudgedByItsChild(cluster: Reader, plan: Plan): boolean {
  return plan.ofType(clusterType).some((other) => other.resource.parent === cluster.urn);
}

export const eksChecks = {
  "eks-endpoint-private-access-on": onEach(clusterType, (cluster) =>
    cluster.expect(
      "vpcConfig.endpointPrivateAccess",
      isTrue,
      "the API endpoint cannot be reached from inside the VPC; set endpointPrivateAccess to true",
    ),
  ),
  "eks-endpoint-not-open-to-internet": onEach(clusterType, endpoint),
  "eks-version-in-standard-support": onEach(clusterType, version),
  "eks-support-type-standard": onEach(clusterType, (cluster) =>
    cluster.expect(
      "upgradePolicy.supportType",
      (type) => type === "STANDARD",
      "the cluster would slide into extended support; set upgradePolicy.supportType to STANDARD",
    ),
  ),
  "eks-authentication-mode-api": onEach(clusterType, (cluster) =>
    cluster.expect(
      "accessConfig.authenticationMode",
      (mode) => mode === "API",
      "the aws-auth config map can hand out access beside the access entries; set authenticationMode to API",
    ),
  ),
  "eks-creator-admin-off": onEachInPlan(clusterType, (cluster, plan) =>
    isJudgedByItsChild(cluster, plan)
      ? notApplicable
      : cluster.expect(
          "accessConfig.bootstrapClusterCreatorAdminPermissions",
          isFalse,
          "whoever creates the cluster stays its administrator; set accessConfig.bootstrapClusterCreatorAdminPermissions to false",
        ),
  ),
  "eks-audit-log-types-complete": onEach(clusterType, everyLogType),
  "eks-deletion-protection-on": onEach(clusterType, (cluster, { parameters }) =>
    parameters["deletion.protection.required"]
      ? cluster.expect("deletionProtection", isTrue, "the cluster can be deleted by one call; set deletionProtection to true")
      : notApplicable,
  ),
  "eks-subnets-span-zones": onEachInPlan(clusterType, (cluster, plan) =>
    withZones(cluster, "vpcConfig", plan, (zones) =>
      demand(zones >= 2, "all subnets of the control plane are in one zone; give it private subnets of two or three zones"),
    ),
  ),
  "eks-cluster-present": present(clusterType, "the platform has no EKS cluster; create one with the Cluster component"),
} as const satisfies Record<string, PreviewCheck>;
