import assert from "node:assert/strict";
import { type Peer, openings } from "../../../components/cluster/firewall";

const reaches = (from: Peer, to: Peer, protocol: string, port: number): boolean =>
  openings.some(
    (rule) => rule.from === from && rule.to === to && rule.protocol === protocol && rule.fromPort <= port && port <= rule.toPort,
  );

describe("the openings between nodes, control plane and the world", () => {
  const needed: readonly (readonly [what: string, from: Peer, to: Peer, protocol: string, port: number])[] = [
    ["the kubelet", "control-plane", "nodes", "tcp", 10250],
    ["metrics-server", "control-plane", "nodes", "tcp", 10251],
    ["the Istio webhook", "control-plane", "nodes", "tcp", 15017],
    ["the Gatekeeper webhook", "control-plane", "nodes", "tcp", 8443],
    ["a webhook on the standard port", "control-plane", "nodes", "tcp", 443],
    ["the API server", "nodes", "control-plane", "tcp", 443],
    ["CoreDNS over TCP", "nodes", "nodes", "tcp", 53],
    ["CoreDNS over UDP", "nodes", "nodes", "udp", 53],
    ["istiod from a sidecar", "nodes", "nodes", "tcp", 15012],
    ["a kubelet from metrics-server", "nodes", "nodes", "tcp", 10250],
    ["AWS by its endpoints", "nodes", "endpoints", "tcp", 443],
    ["an image registry", "nodes", "internet", "tcp", 443],
  ];
  for (const [what, from, to, protocol, port] of needed)
    it(`let ${from} reach ${what}`, () => {
      assert.ok(reaches(from, to, protocol, port));
    });

  const closed: typeof needed = [
    ["SSH", "nodes", "nodes", "tcp", 22],
    ["SSH", "control-plane", "nodes", "tcp", 22],
    ["plain HTTP", "nodes", "internet", "tcp", 80],
    ["DNS", "nodes", "internet", "udp", 53],
    ["a mail server", "nodes", "internet", "tcp", 25],
    ["the database of a pod", "control-plane", "nodes", "tcp", 5432],
  ];
  for (const [what, from, to, protocol, port] of closed)
    it(`keep ${from} from ${what} at ${to}`, () => {
      assert.ok(!reaches(from, to, protocol, port));
    });

  it("admit nothing from the internet", () => {
    assert.deepEqual(
      openings.filter((rule) => rule.from === "internet"),
      [],
    );
  });

  it("have names of their own, and a description that EC2 accepts", () => {
    const names = openings.map((rule) => rule.name);
    assert.equal(new Set(names).size, names.length);
    for (const rule of openings) assert.match(rule.description, /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{10,255}$/);
  });
});
