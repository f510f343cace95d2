import type { types } from "@pulumi/kubernetes";
import { denyAll, toApiServer, toDns, toInternet, toPodIdentity } from "../peers";
import { pods } from "./names";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Nobody connects to Velero. It asks the API server, and S3, whose gateway endpoint leads to addresses that no list has. */
export function veleroPolicies(vpcCidr: string, serviceCidr: string | undefined): Readonly<Record<string, Spec>> {
  return {
    "deny-all": denyAll,
    velero: {
      podSelector: { matchLabels: { ...pods.velero } },
      policyTypes: ["Egress"],
      egress: [toDns, toPodIdentity, toApiServer(vpcCidr, serviceCidr), toInternet],
    },
  };
}

/** Beside it: what tests asks the API server, and nothing else. */
export function restoreTestPolicies(vpcCidr: string, serviceCidr: string | undefined): Readonly<Record<string, Spec>> {
  return {
    ...veleroPolicies(vpcCidr, serviceCidr),
    tester: {
      podSelector: { matchLabels: { ...pods.tester } },
      policyTypes: ["Egress"],
      egress: [toDns, toApiServer(vpcCidr, serviceCidr)],
    },
  };
}
