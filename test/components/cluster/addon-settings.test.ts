import assert from "node:assert/strict";
import { type Moment, addonSettings } from "../../../components/cluster/addon-settings";
import { addonNames } from "../../../components/versions";

const moments: readonly Moment[] = ["first", "before-nodes", "after-nodes"];
const namesOf = (moment: Moment) => addonSettings(moment, {}).map((addon) => addon.name);
const settingsOf = (name: string) =>
  moments.flatMap((moment) => addonSettings(moment, { owner: "payments" })).find((addon) => addon.name === name);

describe("the add-ons", () => {
  it("are all pinned ones, each at one moment", () => {
    assert.deepEqual(moments.flatMap(namesOf).sort(), [...addonNames].sort());
  });

  it("start with the agent, then what nodes need, then what needs nodes", () => {
    assert.deepEqual(moments.map(namesOf), [
      ["eks-pod-identity-agent"],
      ["vpc-cni", "kube-proxy"],
      ["coredns", "aws-ebs-csi-driver", "snapshot-controller", "metrics-server", "aws-secrets-store-csi-driver-provider"],
    ]);
  });

  it("enforce network policies and do not log at the CNI's default level DEBUG", () => {
    assert.deepEqual(settingsOf("vpc-cni")?.values, {
      enableNetworkPolicy: "true",
      env: { AWS_VPC_K8S_CNI_LOGLEVEL: "INFO", AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "INFO" },
    });
  });

  it("make no storage class of their own and tag the volumes", () => {
    assert.deepEqual(settingsOf("aws-ebs-csi-driver")?.values, {
      defaultStorageClass: { enabled: false },
      controller: { extraVolumeTags: { owner: "payments" } },
    });
  });

  it("use AWS by a role per service account, where they use it at all", () => {
    const identities = moments
      .flatMap((moment) => addonSettings(moment, {}))
      .flatMap((addon) => (addon.identity ? [[addon.name, addon.identity]] : []));
    assert.deepEqual(identities, [
      ["vpc-cni", { serviceAccount: "aws-node", role: "vpcCni", policy: "AmazonEKS_CNI_Policy" }],
      ["aws-ebs-csi-driver", { serviceAccount: "ebs-csi-controller-sa", role: "ebsCsi", policy: "AmazonEBSCSIDriverPolicyV2" }],
    ]);
  });
});
