import { assess } from "../../../audit/assess/assess";
import type { CheckResult } from "../../../audit/judge/result";
import { waive } from "../../../audit/judge/waive";
import { buildReport } from "../../../audit/report/build";
import type { ResourceJson } from "../../../audit/plan/serialize";
import type { PlanReport } from "../../../audit/report/document";
import type { FrameworkId } from "../../../policies/controls/model";
import { stackUrn } from "../judge/plans";

const urn = (type: string, name: string): string => `urn:pulumi:dev::demo::compliant-eks:index:Platform$${type}::${name}`;
export const clusterUrn = urn("eks:index:Cluster", "platform-cluster");
const platformUrn = "urn:pulumi:dev::demo::compliant-eks:index:Platform::platform";

const resource = (resourceUrn: string, type: string, custom: boolean, parent?: string): ResourceJson => ({
  urn: resourceUrn,
  type,
  custom,
  protect: false,
  ...(parent === undefined ? {} : { parent }),
  dependencies: [],
  propertyDependencies: {},
  inputs: {},
});

export const resources: readonly ResourceJson[] = [
  resource(stackUrn, "pulumi:pulumi:Stack", false),
  resource(platformUrn, "compliant-eks:index:Platform", false, stackUrn),
  resource(clusterUrn, "eks:index:Cluster", false, platformUrn),
  ...["a", "b", "c"].map((zone) =>
    resource(urn("aws:ec2/subnet:Subnet", `platform-private-${zone}`), "aws:ec2/subnet:Subnet", true, platformUrn),
  ),
  resource(
    urn("kubernetes:storage.k8s.io/v1:StorageClass", "platform-gp3"),
    "kubernetes:storage.k8s.io/v1:StorageClass",
    true,
    platformUrn,
  ),
];

/** One result of every status. */
export const results: readonly CheckResult[] = [
  { check: "eks-cluster-present", urn: stackUrn, status: "pass" },
  { check: "eks-endpoint-not-open-to-internet", urn: clusterUrn, status: "fail", message: "the API is open; close it" },
  {
    check: "eks-endpoint-private-access-on",
    urn: clusterUrn,
    status: "fail",
    message: "the API is not private; set endpointPrivateAccess",
  },
  { check: "eks-version-in-standard-support", urn: clusterUrn, status: "deferred", message: "version is not known before the update" },
  { check: "eks-support-type-standard", urn: clusterUrn, status: "error", message: "the check broke" },
  { check: "eks-addon-version-pinned", urn: stackUrn, status: "not-evaluated", message: "children are judged by the real engine only" },
  { check: "security-group-no-open-egress", urn: stackUrn, status: "not-applicable" },
  { check: "default-security-group-closed", urn: stackUrn, status: "left-to-people", message: "runs elsewhere", owner: "network team" },
];

export interface SampleInput {
  readonly results?: readonly CheckResult[];
  readonly resources?: readonly ResourceJson[];
  readonly frameworks?: readonly FrameworkId[];
}

/** A report on one stack in which everything occurs that a report can say. */
export function sample(input: SampleInput = {}): PlanReport {
  const waiver = { owner: "Ann", approver: "Bob", reason: "migration", ticket: "SEC-1" };
  const waivers = [
    { ...waiver, check: "eks-endpoint-private-access-on", resource: clusterUrn, expires: "2026-12-31" },
    { ...waiver, check: "no-such-check", resource: clusterUrn, expires: "2026-12-31" },
    { ...waiver, check: "eks-cluster-present", resource: "*::none", expires: "2026-12-31" },
  ];
  const frameworks = input.frameworks ?? ["pci-dss", "hipaa"];
  const waived = waive(input.results ?? results, waivers, "2026-11-24");
  return buildReport({
    version: "1.2.3",
    today: "2026-11-24",
    source: "program",
    project: "demo",
    stack: "dev",
    stackUrn,
    frameworks,
    results: waived.results,
    assessment: assess(
      waived.results,
      frameworks,
      resources.map(({ type }) => type),
    ),
    waivers: waived.analysis,
    parameters: [
      { name: "log.retention.days", value: 2192, unit: "days", reason: "HIPAA 164.316(b)(2)(i)" },
      { name: "log.retention.max.days", value: null, unit: "days", reason: "nobody asks for it" },
      { name: "residency.allowed.regions", value: ["eu-west-1", "eu-central-1"], unit: "regions", reason: "stack file, allowedRegions" },
    ],
    remoteComponents: [clusterUrn],
    notes: [],
    record: undefined,
    resources: input.resources ?? resources,
    durationMs: 1234,
  });
}
