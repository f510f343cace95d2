import assert from "node:assert/strict";
import { type Report, examine, isIll } from "../../../audit/doctor/doctor";
import type { Run, Status } from "../../../audit/doctor/model";
import { readStack } from "../../../audit/plan/stack-file";
import { parseConfig } from "../../../config";

const stack = readStack(process.cwd(), "staging");
const config = parseConfig(stack);
const { accountId } = config.site;

/** What a healthy account answers, by the words of the call. */
const healthy: Readonly<Record<string, unknown>> = {
  "sts get-caller-identity": { Account: accountId, Arn: `arn:aws:sts::${accountId}:assumed-role/platform-deployer/me` },
  "iam get-role": { Role: {} },
  "ec2 describe-availability-zones": { AvailabilityZones: config.network.zones.map((ZoneName) => ({ ZoneName })) },
  "ec2 describe-instance-type-offerings": {
    InstanceTypeOfferings: config.cluster.nodeGroups.flatMap(({ instanceTypes }) =>
      instanceTypes.map((InstanceType) => ({ InstanceType })),
    ),
  },
  "kms describe-key": { KeyMetadata: {} },
  "eks list-clusters": { clusters: [] },
  "guardduty list-detectors": { DetectorIds: [] },
  "configservice describe-configuration-recorders": { ConfigurationRecorders: [] },
  "service-quotas get-service-quota": { Quota: { Value: 5 } },
};

interface Machine {
  readonly pulumi?: string | undefined;
  readonly aws?: string | undefined;
  readonly answers?: Readonly<Record<string, unknown>>;
}

function on({ pulumi = "v3.250.0", aws = "aws-cli/2.31.0", answers = {} }: Machine): Run {
  const all: Readonly<Record<string, unknown>> = { ...healthy, ...answers };
  return (command, ...args) => {
    if (command === "pulumi") return Promise.resolve(pulumi === "" ? undefined : pulumi);
    if (args[0] === "--version") return Promise.resolve(aws === "" ? undefined : aws);
    const answer = all[args.slice(0, 2).join(" ")];
    return Promise.resolve(aws === "" || answer === undefined ? undefined : JSON.stringify(answer));
  };
}

const look = (machine: Machine = {}, patient: Partial<Parameters<typeof examine>[0]> = {}): Promise<Report> =>
  examine({ stack, config, today: "2026-11-25", ...patient }, on(machine));
const statusOf = (report: Report, subject: RegExp): readonly Status[] =>
  report.diagnoses.filter((one) => subject.test(one.subject)).map(({ status }) => status);

describe("the doctor", () => {
  it("finds nothing wrong with a machine and an account that have all, but for the values of the example", async () => {
    const report = await look();
    const wrong = report.diagnoses.filter(({ status }) => !["pass", "left-to-people"].includes(status));
    assert.deepEqual(
      wrong.map(({ subject }) => subject),
      ["values of the example"],
    );
  });

  const rows: readonly (readonly [what: string, machine: Machine, subject: RegExp, status: Status])[] = [
    ["no Pulumi CLI", { pulumi: "" }, /^Pulumi CLI/, "fail"],
    ["an old Pulumi CLI", { pulumi: "v3.249.9" }, /^Pulumi CLI/, "fail"],
    ["no AWS CLI", { aws: "" }, /^AWS CLI/, "fail"],
    ["credentials of another account", { answers: { "sts get-caller-identity": { Account: "999999999999" } } }, /^account of/, "fail"],
    ["no service-linked role", { answers: { "iam get-role": undefined } }, /AutoScaling/, "fail"],
    ["a zone that the account has not", { answers: { "ec2 describe-availability-zones": { AvailabilityZones: [] } } }, /^zones/, "fail"],
    [
      "an instance type that nobody offers",
      { answers: { "ec2 describe-instance-type-offerings": { InstanceTypeOfferings: [] } } },
      /^instance/,
      "fail",
    ],
    ["a detector that is there already", { answers: { "guardduty list-detectors": { DetectorIds: ["d"] } } }, /guardduty/, "fail"],
    ["too small a quota", { answers: { "service-quotas get-service-quota": { Quota: { Value: 0 } } } }, /^quota of VPCs/, "fail"],
    ["a call that is refused", { answers: { "service-quotas get-service-quota": undefined } }, /^quota of VPCs/, "error"],
    ["an answer that is no JSON object", { answers: { "ec2 describe-availability-zones": 7 } }, /^zones/, "error"],
  ];
  const running = (version: string): Machine => ({
    answers: { "eks list-clusters": { clusters: ["compliant-eks-staging"] }, "eks describe-cluster": { cluster: { version } } },
  });
  const target = config.cluster.version;
  const minor = (steps: number): string => `1.${String(Number(target.split(".")[1]) + steps)}`;
  const steps: readonly (readonly [what: string, machine: Machine, status: Status])[] = [
    ["no cluster yet", {}, "pass"],
    ["the version that is asked for", running(target), "pass"],
    ["the minor before it", running(minor(-1)), "pass"],
    ["two minors before it", running(minor(-2)), "fail"],
    ["a newer one, to which nobody goes back", running(minor(1)), "fail"],
    ["a cluster that says no version", running(""), "error"],
  ];
  for (const [what, machine, status] of steps)
    it(`says ${status} of a running cluster with ${what}`, async () => {
      assert.deepEqual(statusOf(await look(machine), /^version of the running cluster/), [status]);
    });

  for (const [what, machine, subject, status] of rows)
    it(`says ${status} of ${what}, and is not content`, async () => {
      const report = await look(machine);
      assert.deepEqual(statusOf(report, subject), [status]);
      assert.ok(isIll(report));
    });

  it("asks an account of somebody else nothing", async () => {
    const calls: string[] = [];
    const run = on({ answers: { "sts get-caller-identity": { Account: "999999999999" } } });
    await examine({ stack, config, today: "2026-11-25" }, (command, ...args) => {
      calls.push([command, ...args].join(" "));
      return run(command, ...args);
    });
    assert.equal(calls.filter((call) => call.startsWith("aws ") && !call.includes("--version")).length, 1);
  });

  it("evaluates nothing of the account without credentials, and names each question", async () => {
    const with_ = await look();
    const without = await look({ answers: { "sts get-caller-identity": undefined } });
    assert.deepEqual(without.diagnoses.map(({ subject }) => subject).sort(), with_.diagnoses.map(({ subject }) => subject).sort());
    assert.ok(statusOf(without, /^(account of|zones|quota|service-linked)/).every((status) => status === "not-evaluated"));
  });

  it("asks only for what reads", async () => {
    const verbs = new Set<string>();
    const run = on({});
    await examine({ stack, config, today: "2026-11-25" }, (command, ...args) => {
      if (command === "aws" && args[1] !== undefined) verbs.add(args[1].split("-")[0] ?? "");
      return run(command, ...args);
    });
    assert.deepEqual([...verbs].sort(), ["describe", "get", "list"]);
  });

  it("warns of a version of Kubernetes whose support ends soon", async () => {
    assert.deepEqual(statusOf(await look({}, { today: "2027-07-10" }), /^Kubernetes/), ["fail"]);
  });
});
