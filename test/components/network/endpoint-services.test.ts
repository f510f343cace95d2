import assert from "node:assert/strict";
import { endpointServiceName, interfaceEndpoints } from "../../../components/network/endpoint-services";
import { site } from "../support";

describe("endpoint services", () => {
  it("the required set comes first and no service twice", () => {
    assert.deepEqual(interfaceEndpoints(["sqs", "kms", "sqs"]), [
      "autoscaling",
      "ec2",
      "ecr.api",
      "ecr.dkr",
      "eks",
      "eks-auth",
      "elasticloadbalancing",
      "kms",
      "logs",
      "secretsmanager",
      "sns",
      "sts",
      "sqs",
    ]);
  });

  const china = { accountId: "111122223333", region: "cn-north-1", partition: "aws-cn" };
  const names = [
    [site, "ecr.api", "com.amazonaws.eu-west-1.ecr.api"],
    [{ ...site, region: "us-gov-west-1", partition: "aws-us-gov" }, "sts", "com.amazonaws.us-gov-west-1.sts"],
    [china, "sts", "cn.com.amazonaws.cn-north-1.sts"],
    [china, "kms", "com.amazonaws.cn-north-1.kms"],
    [china, "s3", "com.amazonaws.cn-north-1.s3"],
  ] as const;
  for (const [where, service, expected] of names) {
    it(`${service} in ${where.region} is ${expected}`, () => {
      assert.equal(endpointServiceName(where, service), expected);
    });
  }
});
