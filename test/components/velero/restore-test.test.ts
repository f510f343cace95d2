import assert from "node:assert/strict";
import { lookAt, newestBackup, scratchOf } from "../../../components/velero/restore-test/restore-test";

const now = Date.parse("2026-11-25T12:00:00Z");
const wanted = { dataClass: "phi", namespaces: ["wards", "labs"] };

interface Change {
  readonly hoursAgo?: number;
  readonly phase?: string;
  readonly errors?: number;
  readonly dataClass?: string;
  readonly included?: readonly string[];
}

const backup = (
  name: string,
  { hoursAgo = 2, phase = "Completed", errors = 0, dataClass = "phi", included = ["labs", "wards"] }: Change = {},
) => ({
  metadata: { name, labels: { "data-class": dataClass } },
  spec: { includedNamespaces: included },
  status: { phase, errors, completionTimestamp: new Date(now - hoursAgo * 3_600_000).toISOString() },
});

describe("the backup that a restore test takes", () => {
  const newest = (...backups: readonly object[]) => newestBackup(backups as Parameters<typeof newestBackup>[0], wanted, 24, now);

  it("is the newest of its class of data", () => {
    assert.deepEqual(newest(backup("old", { hoursAgo: 20 }), backup("new"), backup("other", { hoursAgo: 1, dataClass: "cardholder" })), {
      name: "new",
    });
  });

  it("may be as old as the stack's hours and one more, in which it is copied", () => {
    assert.deepEqual(newest(backup("one", { hoursAgo: 24.9 })), { name: "one" });
  });

  for (const [why, backups, said] of [
    ["there is none", [], /no backup is among the copies/],
    ["all are of another class", [backup("one", { dataClass: "internal" })], /no backup/],
    ["none has ended", [{ metadata: { name: "one", labels: { "data-class": "phi" } }, status: { phase: "InProgress" } }], /no backup/],
    [
      "it failed, though an older one did not",
      [backup("good", { hoursAgo: 9 }), backup("bad", { phase: "PartiallyFailed" })],
      /bad is PartiallyFailed/,
    ],
    ["it ended with errors", [backup("one", { errors: 3 })], /3 errors/],
    ["it lacks a namespace", [backup("one", { included: ["wards"] })], /lacks labs/],
    ["it is too old", [backup("one", { hoursAgo: 26 })], /26 hours old, and 24 are allowed/],
    [
      "the time of its end cannot be read",
      [{ ...backup("one"), status: { phase: "Completed", completionTimestamp: "soon" } }],
      /hours old/,
    ],
  ] as const)
    it(`is a failure when ${why}`, () => {
      const found = newest(...backups);
      assert.ok("failure" in found && said.test(found.failure), JSON.stringify(found));
    });
});

describe("what came back from a backup", () => {
  const classes = [
    { metadata: { name: "encrypted" }, parameters: { encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/one" } },
    { metadata: { name: "stock" }, parameters: { encrypted: "true" } },
  ];
  const claim = (change: object = {}) => ({
    metadata: { name: "data" },
    spec: { storageClassName: "encrypted" },
    status: { phase: "Bound" },
    ...change,
  });
  const workload = (readyReplicas: number) => ({ metadata: { name: "database" }, spec: { replicas: 1 }, status: { readyReplicas } });
  const look = (found: Partial<Parameters<typeof lookAt>[0]>, allowed = ["encrypted"]) =>
    lookAt({ claims: [], workloads: [], others: 0, ...found }, classes, allowed);

  it("is well when volumes are bound and encrypted and workloads run", () => {
    assert.deepEqual(look({ claims: [claim()], workloads: [workload(1)] }), []);
  });

  for (const [why, found, allowed, said] of [
    ["nothing came", {}, ["encrypted"], "nothing came back"],
    ["a claim has no volume", { claims: [claim({ status: { phase: "Pending" } })] }, ["encrypted"], "the claim data has no volume"],
    ["a class has no key of ours", { claims: [claim({ spec: { storageClassName: "stock" } })] }, ["stock"], "is not encrypted"],
    ["a class is not the platform's", { claims: [claim()] }, ["another"], "is not encrypted"],
    ["a class is not named", { claims: [claim({ spec: {} })] }, ["encrypted"], "is not encrypted"],
    ["a workload does not run", { workloads: [workload(0)] }, ["encrypted"], "database does not run"],
  ] as const)
    it(`is not when ${why}`, () => {
      const problems = look(found, [...allowed]);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.ok(problems[0]?.includes(said), problems[0]);
    });

  it("goes into a namespace whose name Kubernetes takes, however long the first is", () => {
    assert.match(scratchOf("a".repeat(63)), /^restore-test-a{50}$/);
  });
});
