import assert from "node:assert/strict";
import { kubernetesVersions } from "../../../../components/versions";
import { supportedVersions } from "../../../../policies/settings/kubernetes-versions";
import { accepted, refused } from "./support";

const general = { name: "general", operatingSystem: "al2023", instanceTypes: ["m7i.large"], minSize: 3, desiredSize: 3, maxSize: 6 };

describe("cluster of a stack", () => {
  it("may have every version that the platform has pins for, and no other", () => {
    assert.deepEqual([...supportedVersions], [...kubernetesVersions]);
  });
  accepted([
    ["may have a private endpoint", { "cluster.endpoint": "private" }],
    ["may have a range of Services of its own", { "cluster.serviceCidr": "10.100.0.0/16" }],
    [
      "may have several types of one architecture",
      { "cluster.nodeGroups.0.instanceTypes": ["m7i.large", "m7i-flex.large", "c6a.large", "g5.xlarge"] },
    ],
    [
      "may have fewer nodes than zones outside production",
      { environment: "staging", acknowledgeIrrevocableLock: undefined, "cluster.nodeGroups.0.minSize": 1 },
    ],
  ]);
  refused([
    ["refuses a version without quotes", { "cluster.version": 1.3 }, "cluster.version", "put it in quotes"],
    ["refuses a version that is not supported", { "cluster.version": "1.29" }, "cluster.version", 'write "1.35" or "1.36"'],
    ["refuses a patch version", { "cluster.version": "1.35.2" }, "cluster.version", "has the wrong form"],
    ["names the choices of the endpoint", { "cluster.endpoint": "public" }, "cluster.endpoint", "write private, or restricted:"],
    [
      "refuses an endpoint open to the world",
      { "cluster.endpoint": { restricted: ["0.0.0.0/0"] } },
      "cluster.endpoint.restricted[0]",
      "is open to the world",
    ],
    [
      "refuses one open to the world over IPv6",
      { "cluster.endpoint": { restricted: ["::/0"] } },
      "cluster.endpoint.restricted[0]",
      "is open to the world",
    ],
    [
      "refuses an IPv6 range",
      { "cluster.endpoint": { restricted: ["2001:db8::/48"] } },
      "cluster.endpoint.restricted[0]",
      "write IPv4 ranges",
    ],
    [
      "refuses half of the internet",
      { "cluster.endpoint": { restricted: ["128.0.0.0/1"] } },
      "cluster.endpoint.restricted[0]",
      "is broader than /16",
    ],
    [
      "refuses a range just broader than /16",
      { "cluster.endpoint": { restricted: ["203.0.0.0/15"] } },
      "cluster.endpoint.restricted[0]",
      "is broader than /16",
    ],
    [
      "refuses a private range",
      { "cluster.endpoint": { restricted: ["192.168.0.0/16"] } },
      "cluster.endpoint.restricted[0]",
      "is not a public range",
    ],
    [
      "refuses the VPC's own range",
      { "cluster.endpoint": { restricted: ["10.20.0.0/16"] } },
      "cluster.endpoint.restricted[0]",
      "overlaps network.cidr",
    ],
    [
      "refuses overlapping ranges",
      { "cluster.endpoint": { restricted: ["203.0.113.0/24", "203.0.113.128/25"] } },
      "cluster.endpoint.restricted[1]",
      "overlaps an earlier range",
    ],
    [
      "refuses an address inside its block",
      { "cluster.endpoint": { restricted: ["203.0.113.7/24"] } },
      "cluster.endpoint.restricted[0]",
      "starts at its first address",
    ],
    ["refuses an empty list of ranges", { "cluster.endpoint": { restricted: [] } }, "cluster.endpoint.restricted", "at least 1"],
    ["refuses a public range of Services", { "cluster.serviceCidr": "20.0.0.0/16" }, "cluster.serviceCidr", "is not a private range"],
    [
      "refuses a range of Services that EKS does not take",
      { "cluster.serviceCidr": "192.168.0.0/25" },
      "cluster.serviceCidr",
      "/12 to /24",
    ],
    ["needs a node group", { "cluster.nodeGroups": [] }, "cluster.nodeGroups", "at least 1"],
    ["refuses a name twice", { "cluster.nodeGroups": [general, general] }, "cluster.nodeGroups[1].name", "repeats the name of entry [0]"],
    [
      "refuses fewer nodes than the minimum",
      { "cluster.nodeGroups.0.desiredSize": 2 },
      "cluster.nodeGroups[0].desiredSize",
      "is below minSize",
    ],
    [
      "refuses more nodes than the maximum",
      { "cluster.nodeGroups.0.desiredSize": 9 },
      "cluster.nodeGroups[0].desiredSize",
      "is above maxSize",
    ],
    ["refuses a production zone without a node", { "cluster.nodeGroups.0.minSize": 2 }, "cluster.nodeGroups[0].minSize", "write 3 or more"],
    ["refuses a number in quotes", { "cluster.nodeGroups.0.maxSize": "6" }, "cluster.nodeGroups[0].maxSize", "without quotes"],
    ["refuses half a node", { "cluster.nodeGroups.0.maxSize": 6.5 }, "cluster.nodeGroups[0].maxSize", "is not a whole number"],
    [
      "refuses types of another architecture",
      { "cluster.nodeGroups.0.instanceTypes": ["m7i.large", "c7gn.large"] },
      "cluster.nodeGroups[0].instanceTypes[1]",
      "is of the architecture arm64",
    ],
    [
      "refuses a type twice",
      { "cluster.nodeGroups.0.instanceTypes": ["m7i.large", "m7i.large"] },
      "cluster.nodeGroups[0].instanceTypes[1]",
      "repeats the type",
    ],
    [
      "names the operating systems",
      { "cluster.nodeGroups.0.operatingSystem": "al2" },
      "cluster.nodeGroups[0].operatingSystem",
      "one of al2023, bottlerocket",
    ],
  ]);
});
