import { keptWell } from "../../audit/live/aws/account";
import { type Answered, keyArn as sampleKey, subnetId as sampleSubnet } from "../../audit/live/aws/account/names";
import type { Own } from "./front";
import type { Made } from "./kept";
import { account } from "./server";

const ec2 = (operation: string, body: string): string =>
  `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>${body}</${operation}Response>`;

/** What moto does not answer, in the SDK's own shapes; a test changes it to break something. */
export const settings = {
  ebsKey: "",
  eks: {} as Answered,
  snapshots: "block-all-sharing",
  publicAccessBlocked: true,
  analyzers: [
    {
      arn: "arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/outside",
      name: "outside",
      type: "ACCOUNT",
      status: "ACTIVE",
      createdAt: "2026-01-01T00:00:00Z",
    },
  ],
  findings: [] as object[],
  severe: [] as string[],
  scanned: ["ec2", "ecr"],
};

const scanning = (): object => ({
  accountId: account,
  state: { status: "ENABLED" },
  resourceState: Object.fromEntries(
    ["ec2", "ecr", "lambda"].map((name) => [name, { status: settings.scanned.includes(name) ? "ENABLED" : "DISABLED" }]),
  ),
});

/** Operations of EKS by their paths, with the parts of the path that the sample's inputs have. */
const paths: readonly (readonly [path: RegExp, call: string, names: readonly string[]])[] = [
  [/^\/clusters$/, "eks.ListClusters", []],
  [/^\/clusters\/([^/]+)$/, "eks.DescribeCluster", ["name"]],
  [/^\/clusters\/([^/]+)\/node-groups$/, "eks.ListNodegroups", ["clusterName"]],
  [/^\/clusters\/([^/]+)\/node-groups\/([^/]+)$/, "eks.DescribeNodegroup", ["clusterName", "nodegroupName"]],
  [/^\/clusters\/([^/]+)\/addons$/, "eks.ListAddons", ["clusterName"]],
  [/^\/clusters\/([^/]+)\/addons\/([^/]+)$/, "eks.DescribeAddon", ["clusterName", "addonName"]],
  [/^\/clusters\/([^/]+)\/access-entries$/, "eks.ListAccessEntries", ["clusterName"]],
  [/^\/clusters\/([^/]+)\/access-entries\/([^/]+)$/, "eks.DescribeAccessEntry", ["clusterName", "principalArn"]],
  [/^\/clusters\/([^/]+)\/access-entries\/([^/]+)\/access-policies$/, "eks.ListAssociatedAccessPolicies", ["clusterName", "principalArn"]],
  [/^\/clusters\/([^/]+)\/pod-identity-associations$/, "eks.ListPodIdentityAssociations", ["clusterName"]],
  [/^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)$/, "eks.DescribePodIdentityAssociation", ["clusterName", "associationId"]],
];

/** Answers in JSON, as EKS does: the outputs of the sample, whose ids are made those of this account. */
function eks(url: string): object | undefined {
  const [path = ""] = url.split("?");
  for (const [pattern, call, names] of paths) {
    const parts = pattern.exec(path)?.slice(1).map(decodeURIComponent);
    if (parts === undefined) continue;
    const found = settings.eks[call]?.find(({ input }) => names.every((name, index) => input[name] === parts[index]));
    return found?.output ?? undefined;
  }
  return undefined;
}

export function ownAnswers({ keyArn, subnetId }: Made): ReadonlyMap<string, Own> {
  settings.ebsKey = keyArn;
  settings.eks = JSON.parse(
    JSON.stringify(keptWell).replaceAll(sampleKey, keyArn).replaceAll(`"${sampleSubnet}"`, `"${subnetId}"`),
  ) as Answered;
  return new Map<string, Own>([
    [
      "ec2",
      (_path, body) => {
        if (body.includes("Action=GetEbsDefaultKmsKeyId")) return ec2("GetEbsDefaultKmsKeyId", `<kmsKeyId>${settings.ebsKey}</kmsKeyId>`);
        return body.includes("Action=GetSnapshotBlockPublicAccessState")
          ? ec2("GetSnapshotBlockPublicAccessState", `<state>${settings.snapshots}</state>`)
          : undefined;
      },
    ],
    ["eks", (path) => eks(path)],
    ["guardduty", (path) => (/^\/detector\/[^/]+\/findings$/.test(path) ? { findingIds: settings.severe } : undefined)],
    ["inspector2", (path) => (path === "/status/batch/get" ? { accounts: [scanning()] } : { findings: [] })],
    ["access-analyzer", (path) => (path.startsWith("/analyzer") ? { analyzers: settings.analyzers } : { findings: settings.findings })],
    [
      "s3control",
      () =>
        `<PublicAccessBlockConfiguration>${["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
          .map((name) => `<${name}>${String(settings.publicAccessBlocked)}</${name}>`)
          .join("")}</PublicAccessBlockConfiguration>`,
    ],
  ]);
}
