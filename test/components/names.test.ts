import assert from "node:assert/strict";
import { awsManagedPolicyArn, clusterArn, clusterNameOf, clusterRoleNames, roleArn } from "../../components/names";
import { clusterName, site } from "./support";

describe("the name of a cluster", () => {
  const cases = [
    ["compliant-eks", "dev", "compliant-eks-dev"],
    ["compliant-eks", "prod-za", "compliant-eks-prod-za"],
    ["my_project", "dev.eu", "my-project-dev-eu"],
    ["_x_", "dev", "x-dev"],
  ] as const;
  for (const [project, stack, expected] of cases)
    it(`is ${expected} for project ${project} and stack ${stack}`, () => {
      assert.equal(clusterNameOf(project, stack), expected);
    });

  it("stays short enough for the longest role name, and different for different stacks", () => {
    const long = "a-project-with-a-name-as-long-as-names-are-in-large-companies";
    const [one, two] = [clusterNameOf(long, "production-one"), clusterNameOf(long, "production-two")];
    assert.notEqual(one, two);
    assert.equal(clusterNameOf(long, "production-one"), one);
    for (const role of Object.values<string>({ ...clusterRoleNames(one) })) assert.ok(role.length <= 64, role);
    assert.match(one, /^[0-9A-Za-z][0-9A-Za-z-]*$/);
  });
});

describe("names computed from the site", () => {
  it("use the site's partition", () => {
    const china = { ...site, partition: "aws-cn", region: "cn-north-1" };
    assert.equal(roleArn(china, "node"), "arn:aws-cn:iam::111122223333:role/node");
    assert.equal(clusterArn(china, clusterName), "arn:aws-cn:eks:cn-north-1:111122223333:cluster/ledger-dev");
    assert.equal(awsManagedPolicyArn(china, "AmazonEKSClusterPolicy"), "arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy");
  });
});
