import { accepted, refused } from "./support";

describe("network of a stack", () => {
  accepted([
    ["may be a /20", { "network.cidr": "10.20.16.0/20" }],
    ["may be of the shared range", { "network.cidr": "100.64.0.0/16" }],
    ["may have two zones", { "network.zones": ["eu-west-1a", "eu-west-1c"] }],
    [
      "may have a single NAT gateway outside production",
      { environment: "staging", acknowledgeIrrevocableLock: undefined, "network.nat": "single" },
    ],
    ["may have further endpoints", { "network.extraEndpoints": ["sqs", "kinesis-streams"] }],
  ]);
  refused([
    ["needs a range", { "network.cidr": undefined }, "network.cidr", "is missing; write an IPv4 range"],
    ["refuses a text that is no range", { "network.cidr": "ten" }, "network.cidr", "has the wrong form"],
    ["refuses bytes over 255", { "network.cidr": "10.256.0.0/16" }, "network.cidr", "is not a range that starts at its first address"],
    [
      "refuses an address inside its block",
      { "network.cidr": "10.20.0.1/16" },
      "network.cidr",
      "is not a range that starts at its first address",
    ],
    ["refuses a range that AWS does not take", { "network.cidr": "10.0.0.0/15" }, "network.cidr", "from /16 to /20"],
    ["refuses a range too small for three zones", { "network.cidr": "10.20.0.0/21" }, "network.cidr", "from /16 to /20"],
    ["refuses public addresses", { "network.cidr": "11.20.0.0/16" }, "network.cidr", "is not private"],
    [
      "refuses to overlap the default range of Services",
      { "network.cidr": "172.20.0.0/16" },
      "network.cidr",
      "overlaps the range of Services",
    ],
    [
      "refuses to overlap the stated range of Services",
      { "cluster.serviceCidr": "10.20.128.0/20" },
      "network.cidr",
      "overlaps the range of Services",
    ],
    ["refuses a single zone", { "network.zones": ["eu-west-1a"] }, "network.zones", "at least 2"],
    [
      "refuses a zone of another region",
      { "network.zones": ["eu-west-1a", "eu-west-2b"] },
      "network.zones[1]",
      "is not a zone of eu-west-1",
    ],
    ["refuses a zone twice", { "network.zones": ["eu-west-1a", "eu-west-1a"] }, "network.zones[1]", "repeats the zone of entry [0]"],
    ["refuses a local zone", { "network.zones": ["eu-west-1a", "eu-west-1-dub-1a"] }, "network.zones[1]", "write a full zone name"],
    ["refuses production behind a single NAT gateway", { "network.nat": "single" }, "network.nat", "write per-zone"],
    ["names the choices of NAT", { "network.nat": "none" }, "network.nat", "one of single, per-zone"],
    ["refuses an endpoint twice", { "network.extraEndpoints": ["sqs", "sqs"] }, "network.extraEndpoints[1]", "repeats the endpoint"],
  ]);
});
