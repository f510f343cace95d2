import assert from "node:assert/strict";
import { toText } from "../../../../audit/report/text/text";
import { frameworkIds } from "../../../../policies/controls/model";
import { results, sample } from "../sample";

const plain = (width = 80): string => toText(sample(), { width, colour: false });
const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("the text form of a report", () => {
  for (const width of [80, 100]) {
    it(`has no line longer than ${String(width)} columns when that is the width`, () => {
      const lines = toText(sample({ frameworks: frameworkIds }), { width, colour: false }).split("\n");
      assert.deepEqual(
        lines.filter((line) => line.length > width),
        [],
      );
      assert.ok(lines.some((line) => line.length > width - 10));
    });
  }

  it("shows components as a tree, and what each makes grouped by type, by short names", () => {
    assert.match(
      plain(),
      /Resources \(7\)\n {2}demo-dev \[pulumi:pulumi:Stack\]\n {4}platform \[compliant-eks:index:Platform\]\n {6}aws ec2\.Subnet x3: private-a, private-b, private-c\n/,
    );
    assert.match(plain(), /kubernetes StorageClass: gp3/);
    assert.match(flat(plain()), /platform-cluster \[eks:index:Cluster\] \(its children are judged by the real engine only\)/);
  });

  it("shows the constraints of Gatekeeper as one kind, though each has a type of its own", () => {
    const [first, ...others] = sample().resources;
    assert.ok(first !== undefined);
    const constraint = (kind: string, name: string) => {
      const type = `kubernetes:constraints.gatekeeper.sh/v1beta1:${kind}`;
      return { ...first, type, name, urn: `urn:pulumi:dev::demo::${type}::${name}`, custom: true };
    };
    const resources = [first, ...others, constraint("PodNotPrivileged", "no-root-of-nodes"), constraint("ServiceNoNodePort", "no-ports")];
    assert.match(toText({ ...sample(), resources }, { width: 80, colour: false }), /kubernetes constraint x2: no-root-of-nodes, no-ports/);
  });

  it("shows each parameter with its reason", () => {
    assert.match(plain(), /log\.retention\.days {9}2192 days <- HIPAA 164\.316\(b\)\(2\)\(i\)/);
    assert.match(plain(), /none <- nobody asks for it/);
  });

  it("shows a failure with check, resource, message, remedy and clauses", () => {
    const text = flat(plain());
    assert.match(
      text,
      /fail eks-endpoint-not-open-to-internet \(mandatory, critical\) platform-cluster \[eks:index:Cluster\] the API is open; close it remedy: /,
    );
    assert.match(text, /clauses: pci-dss [\d., ]+; hipaa 164/);
  });

  it("shows failures before errors, and those before what could not be judged", () => {
    const places = [
      "fail eks-",
      "error eks-",
      "Not known before the update (1)",
      "Not evaluated (1)",
      "Waived (1)",
      "Left to people (1)",
    ].map((words) => plain().indexOf(words));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(!places.includes(-1));
  });

  it("shows the reason of what could not be judged once, with the number of resources", () => {
    const many = ["a", "b", "c"].map((name) => ({
      check: "eks-version-in-standard-support" as const,
      urn: `urn:pulumi:dev::demo::aws:eks/cluster:Cluster::${name}`,
      status: "deferred" as const,
      message: "version is not known before the update",
    }));
    const text = flat(toText(sample({ results: many }), { width: 80, colour: false }));
    assert.match(
      text,
      /Not known before the update \(3\) eks-version-in-standard-support: version is not known before the update \[3 resources\]/,
    );
  });

  it("shows what each waiver matched", () => {
    assert.match(
      flat(plain()),
      / eks-endpoint-private-access-on on urn:.+::platfo ?rm-cluster until 2026-12-31 \(37 days left\): matched 1/,
    );
    assert.match(flat(plain()), /Waivers \(3\) .*no-such-check on urn:.+ until 2026-12-31 \(37 days left\): matched 0/);
  });

  it("counts requirements per framework under the words for a status, which add up", () => {
    const { requirements } = sample();
    const row = /PCI DSS {2,}(\d+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$/m.exec(plain());
    const total = row?.slice(1).reduce((sum, number) => sum + Number(number), 0);
    assert.equal(total, requirements.filter((requirement) => requirement.framework === "pci-dss").length);
  });

  it("lists failing requirements with the controls and checks that decided, and the unknown ones with the kind of reason", () => {
    const text = flat(plain());
    const failing = sample().requirements.find((requirement) => requirement.status === "failing");
    assert.ok(failing);
    assert.ok(text.includes(`failing ${failing.id.split(":")[1] ?? ""}: ${failing.controls[0] ?? ""} (eks-endpoint-not-open-to-internet`));
  });

  it("says that a plan declares and does not observe", () => assert.match(flat(plain()), /A plan declares, it does not observe/));

  it("never calls anything compliant, but for the name of the tool and of its types", () => {
    assert.doesNotMatch(plain().replaceAll("compliant-eks", ""), /complian/i);
  });

  it("holds no time, so that two runs are the same", () => assert.doesNotMatch(plain(), /1234|1\.2 s/));

  it("is the same text with and without colour once the colours are taken out", () => {
    const coloured = toText(sample(), { width: 80, colour: true });
    assert.match(coloured, /\u001b\[31m/);
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ""), plain());
    assert.doesNotMatch(plain(), /\u001b/);
  });

  it("says so when there are no findings", () => {
    const passing = results.filter((result) => result.status === "pass");
    const report = { ...sample({ results: passing }), findings: [] };
    assert.match(toText(report, { width: 80, colour: false }), /Findings \(0\)\n {2}none/);
  });
});
