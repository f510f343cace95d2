import { type Block, block, isPrivate, neverPublic, overlaps } from "../addresses";
import { supportedVersions } from "../kubernetes-versions";
import type { Issue } from "../problems";
import { choice, dnsLabel, either, list, section, text, whole } from "./fields";
import { serviceCidrDefault } from "./network";
import { nodeGroupIssues } from "./node-groups";
import type { Draft, Rule } from "./rules";
import { unique } from "./unique";

/** No office or VPN needs more than 65,536 addresses; two halves of the internet are as open as the whole. */
const broadestPrefix = 16;

const nodeGroup = section({
  name: dnsLabel("a name")
    .max(40, { error: () => "is too long; write at most 40 characters" })
    .meta({ description: "Name of the node group, unique in the cluster." }),
  operatingSystem: choice(["al2023", "bottlerocket"]).meta({ description: "Amazon Linux 2023, or Bottlerocket with its read-only root." }),
  architecture: choice(["x86_64", "arm64"])
    .default("x86_64")
    .meta({ description: "Processor architecture; the instance types must have it.", why: "The one that every image is built for." }),
  instanceTypes: list(
    "instance types such as m7i.large",
    text("an instance type such as m7i.large", /^[a-z][a-z0-9-]{1,20}\.([a-z0-9-]{3,16})$/),
    1,
    20,
  ).meta({
    description: "EC2 instance types, the first one preferred.",
  }),
  minSize: whole("the smallest number of nodes", 1, 450).meta({
    description: "Smallest number of nodes; in production at least one per zone.",
  }),
  desiredSize: whole("the number of nodes to start with", 1, 450).meta({ description: "Number of nodes to start with." }),
  maxSize: whole("the largest number of nodes", 1, 450).meta({ description: "Largest number of nodes." }),
  diskSize: whole("the volume's size in GiB", 20, 16384)
    .default(100)
    .meta({ description: "GiB of the node's data volume.", why: "Room for images and logs of a full node." }),
});

export const clusterSchema = section({
  version: text(`a supported version, ${supportedVersions.map((version) => `"${version}"`).join(" or ")}`, /^\d+\.\d+$/).meta({
    description: `Kubernetes version, in quotes: ${supportedVersions.join(" or ")}.`,
    why: "Without quotes 1.30 would arrive as 1.3.",
  }),
  endpoint: either(
    "private, or restricted: with the ranges that may reach it",
    choice(["private"]),
    section({
      restricted: list(
        "public IPv4 ranges such as 203.0.113.0/24",
        text("a public IPv4 range such as 203.0.113.0/24", /^[0-9a-fA-F.:]+\/\d{1,3}$/),
        1,
        40,
      ).meta({ description: "Ranges of offices and build machines, at most 40.", why: "EKS takes no more." }),
    }),
  ).meta({
    description: "`private`, or `restricted:` with the public ranges from which the API server may be reached, each /16 or narrower.",
    why: "Open to the world is no choice (PCI DSS 1.4.2, HIPAA 164.312(a)(1)).",
  }),
  serviceCidr: text(`a private IPv4 range from /12 to /24, such as ${serviceCidrDefault}`, /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/)
    .default(serviceCidrDefault)
    .meta({
      description: "IPv4 range of the cluster's Services, /12 to /24; apart from the VPC's.",
      why: "One of the two that EKS would choose from.",
    }),
  nodeGroups: list("node groups", nodeGroup, 1, 20).meta({ description: "Managed node groups." }),
});

/** Supported version, endpoint ranges that keep the world out, node groups that can exist. */
export const clusterRules: Rule = (platform) => [
  ...versionIssues(platform),
  ...endpointIssues(platform),
  ...serviceIssues(platform),
  ...unique(
    platform.cluster?.nodeGroups?.map((group) => group?.name),
    ["cluster", "nodeGroups"],
    "name",
    ["name"],
  ),
  ...nodeGroupIssues(platform),
];

function versionIssues({ cluster }: Draft): Issue[] {
  const version = cluster?.version;
  if (version === undefined || (supportedVersions as readonly string[]).includes(version)) return [];
  return [
    {
      path: ["cluster", "version"],
      message: `is not supported by this platform; write ${supportedVersions.map((known) => `"${known}"`).join(" or ")}`,
    },
  ];
}

function endpointIssues({ cluster, network }: Draft): Issue[] {
  const endpoint = cluster?.endpoint;
  if (typeof endpoint !== "object") return [];
  const path = ["cluster", "endpoint", "restricted"];
  const vpc = block(network?.cidr ?? "");
  const earlier: Block[] = [];
  return (endpoint.restricted ?? []).flatMap((text, index) => {
    if (text === undefined) return [];
    const message = endpointMessage(text, vpc, earlier);
    return message === undefined ? [] : [{ path: [...path, index], message }];
  });
}

function endpointMessage(text: string, vpc: Block | undefined, earlier: Block[]): string | undefined {
  const range = block(text);
  if (/\/0$/.test(text)) return "is open to the world; write the public ranges of your offices and build machines, or private";
  if (text.includes(":")) return "is an IPv6 range, which the endpoint of an IPv4 cluster does not take; write IPv4 ranges";
  if (range === undefined) return "is not a range that starts at its first address; write one such as 203.0.113.0/24";
  if (range.prefix < broadestPrefix)
    return `is broader than /${String(broadestPrefix)}; write the narrower ranges that people really come from`;
  if (vpc && overlaps(range, vpc)) return "overlaps network.cidr; the VPC reaches the endpoint from inside, write public ranges only";
  if (neverPublic(range)) return "is never seen on the public endpoint, because it is not a public range; write public ranges, or private";
  const overlap = earlier.some((other) => overlaps(other, range));
  earlier.push(range);
  return overlap ? "overlaps an earlier range; write each address once" : undefined;
}

function serviceIssues({ cluster }: Draft): Issue[] {
  if (cluster?.serviceCidr === undefined) return [];
  const range = block(cluster.serviceCidr);
  const fits = range !== undefined && range.prefix >= 12 && range.prefix <= 24 && isPrivate(range);
  return fits
    ? []
    : [{ path: ["cluster", "serviceCidr"], message: `is not a private range from /12 to /24; write one such as ${serviceCidrDefault}` }];
}
