import assert from "node:assert/strict";
import { divide, mistakeIn } from "../../../components/network/subnets";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

/** First and last address of a range, computed without the code under test. */
function bounds(cidr: string): readonly [bigint, bigint] {
  const [address = "", bits = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
  const addresses = 1n << (32n - BigInt(bits));
  assert.equal(first % addresses, 0n, `${cidr} does not start on its own boundary`);
  return [first, first + addresses - 1n];
}

const vpcs = [16, 17, 18, 19, 20].flatMap((bits) =>
  ["10.0.0.0", "10.255.0.0", "172.16.0.0", "192.168.0.0", "100.64.0.0", "10.20.240.0"].flatMap((address) => {
    const cidr = `${address}/${String(bits)}`;
    return mistakeIn(cidr, zones) === undefined ? [cidr] : [];
  }),
);

describe("the division of a VPC", () => {
  for (const cidr of vpcs) {
    for (const count of [2, 3]) {
      it(`${cidr} over ${String(count)} zones: subnets lie inside, do not overlap and can hold what they are for`, () => {
        const [vpcFirst, vpcLast] = bounds(cidr);
        const divided = divide(cidr, zones.slice(0, count));
        assert.deepEqual(
          divided.map((subnets) => subnets.zone),
          zones.slice(0, count),
        );
        const ranges = divided.flatMap((subnets) => [subnets.public, subnets.private, subnets.intra]).map(bounds);
        const sorted = ranges.sort(([one], [other]) => Number(one - other));
        sorted.forEach(([first, last], index) => {
          assert.ok(first >= vpcFirst && last <= vpcLast, "outside the VPC");
          assert.ok(first > (sorted[index - 1]?.[1] ?? -1n), "overlaps its neighbour");
          // EKS wants 16 free addresses, a load balancer 8, and AWS keeps 5.
          assert.ok(last - first + 1n >= 128n, "too small");
        });
        for (const subnets of divided) {
          const [first, last] = bounds(subnets.private);
          assert.equal((last - first + 1n) * 4n, vpcLast - vpcFirst + 1n, "a private subnet is a quarter");
        }
      });
    }
  }

  it("was exercised on ranges of every size", () => {
    assert.deepEqual([...new Set(vpcs.map((cidr) => cidr.split("/")[1]))], ["16", "17", "18", "19", "20"]);
  });

  it("is the same on every run, so that a change here shows", () => {
    assert.deepEqual(divide("10.20.0.0/16", zones), [
      { zone: "eu-west-1a", public: "10.20.192.0/21", private: "10.20.0.0/18", intra: "10.20.224.0/21" },
      { zone: "eu-west-1b", public: "10.20.200.0/21", private: "10.20.64.0/18", intra: "10.20.232.0/21" },
      { zone: "eu-west-1c", public: "10.20.208.0/21", private: "10.20.128.0/18", intra: "10.20.240.0/21" },
    ]);
  });

  it("leaves the first two zones alone when a third is added", () => {
    assert.deepEqual(divide("10.20.0.0/16", zones).slice(0, 2), divide("10.20.0.0/16", zones.slice(0, 2)));
  });

  const mistakes: readonly (readonly [string, readonly string[], RegExp | undefined])[] = [
    ["10.20.0.0/16", zones, undefined],
    ["10.20.240.0/20", zones.slice(0, 2), undefined],
    ["10.20.0.0", zones, /not an IPv4 range; write for example/],
    ["10.20.0.0/16/8", zones, /not an IPv4 range/],
    ["10.20.0.256/16", zones, /not an IPv4 range/],
    ["fd00::/16", zones, /not an IPv4 range/],
    ["10.20.0.0/33", zones, /not an IPv4 range/],
    ["10.0.0.0/15", zones, /is a \/15; write a range from \/16 to \/20/],
    ["10.20.0.0/21", zones, /is a \/21; write a range from \/16 to \/20/],
    ["10.20.1.0/16", zones, /does not start a \/16; write 10\.20\.0\.0\/16/],
    ["10.20.0.0/16", zones.slice(0, 1), /names 1 zones; write two or three/],
    ["10.20.0.0/16", [...zones, "eu-west-1d"], /names 4 zones; write two or three/],
    ["10.20.0.0/16", ["eu-west-1a", "eu-west-1a"], /names a zone twice/],
  ];
  for (const [cidr, names, says] of mistakes) {
    it(`${says ? "refuses" : "accepts"} ${cidr} over ${String(names.length)} zones${says ? `: ${says.source}` : ""}`, () => {
      const mistake = mistakeIn(cidr, names);
      if (says) assert.match(mistake ?? "nothing", says);
      else assert.equal(mistake, undefined);
    });
  }

  it("does not divide what is not a range", () => {
    assert.throws(() => divide("10.20.0.0", zones), RangeError);
  });
});
