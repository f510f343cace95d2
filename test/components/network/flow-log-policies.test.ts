import assert from "node:assert/strict";
import { flowLogPermissions, flowLogTrust } from "../../../components/network/flow-log-policies";
import { decide, statementsOf } from "../policy-simulator";
import { site } from "../support";

const service = "vpc-flow-logs.amazonaws.com";
const source = (account: string, region = "eu-west-1") => ({
  "aws:SourceAccount": account,
  "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-1`,
});

describe("the flow log's role", () => {
  const cases = [
    ["allowed", "a flow log of this account", { service }, source("111122223333")],
    ["refused", "a flow log of another account", { service }, source("999999999999")],
    ["refused", "a flow log of another region", { service }, source("111122223333", "us-east-1")],
    [
      "refused",
      "an ARN of this account sent for another account",
      { service },
      { ...source("111122223333"), "aws:SourceAccount": "999999999999" },
    ],
    ["refused", "the service on nobody's behalf", { service }, {}],
    ["refused", "another service", { service: "ec2.amazonaws.com" }, source("111122223333")],
  ] as const;
  for (const [expected, who, caller, context] of cases) {
    it(`${who} is ${expected}`, () => {
      assert.equal(decide(flowLogTrust(site), { caller, action: "sts:AssumeRole", context }), expected);
    });
  }

  it("writes to its own group and can create none", () => {
    const statements = statementsOf(flowLogPermissions(site, "/aws/vpc/ledger-dev/flow-logs"));
    const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/ledger-dev/flow-logs";
    const writing = statements.filter((statement) => [statement.Action].flat().includes("logs:PutLogEvents"));
    assert.deepEqual(
      writing.map((statement) => statement.Resource),
      [[group, `${group}:*`]],
    );
    assert.ok(
      !statements.some((statement) => [statement.Action].flat().some((action) => action === "logs:CreateLogGroup" || action.includes("*"))),
    );
  });
});
