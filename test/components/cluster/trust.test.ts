import assert from "node:assert/strict";
import { controlPlaneTrust, nodeTrust } from "../../../components/cluster/trust";
import { podIdentityTrust } from "../../../components/pod-identity";
import { clusterName, site } from "../support";

const statements = (document: string): unknown => (JSON.parse(document) as { Statement: unknown }).Statement;

describe("the trust policies of the cluster's roles", () => {
  it("let EKS use the control plane's role for this cluster of this account only", () => {
    assert.deepEqual(statements(controlPlaneTrust(site, clusterName)), [
      {
        Sid: "ThisCluster",
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-west-1:111122223333:cluster/ledger-dev" },
        },
      },
    ]);
  });

  it("let a pod's role be used by one service account of one namespace of one cluster", () => {
    const document = podIdentityTrust({ site, clusterName, namespace: "kube-system", serviceAccount: "aws-node" });
    assert.deepEqual(statements(document), [
      {
        Sid: "ThisServiceAccount",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/ledger-dev",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "aws-node",
          },
        },
      },
    ]);
  });

  const services = [
    ["aws", "ec2.amazonaws.com"],
    ["aws-us-gov", "ec2.amazonaws.com"],
    ["aws-cn", "ec2.amazonaws.com.cn"],
  ] as const;
  for (const [partition, service] of services)
    it(`name EC2 as ${service} in partition ${partition}`, () => {
      assert.deepEqual(statements(nodeTrust({ ...site, partition })), [
        { Sid: "Instances", Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
      ]);
    });
});
