import { type PreviewCheck, onEachInPlan } from "./check";
import { companions } from "./companions";
import { accountOf, isAnyResource, limitsCaller, limitsResource } from "./iam-conditions";
import { type Statement, isEverybody, onStatements } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN, isTrue } from "./tree";
import { type Verdict, all, deferred, demand, fail, notApplicable, pass } from "./verdict";

const vpcType = "aws:ec2/vpc:Vpc";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const policyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

/** What nodes, the EKS add-ons and pods with a role of their own call (EKS user guide, "Private clusters"; catalogue row 1). */
export const requiredServices = [
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sts",
] as const;

/** `com.amazonaws.<region>.<service>`, in China with `cn.` before it. */
const isService = (name: unknown, service: string): boolean =>
  typeof name === "string" && /^(cn\.)?com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(name)?.[2] === service;

function present(vpc: Reader, plan: Plan): Verdict {
  const names = companions(plan, vpc, "vpcId", endpointType).map((endpoint) => endpoint.read("serviceName"));
  const missing = requiredServices.filter((service) => !names.some((name) => isService(name, service)));
  if (missing.length > 0 && names.includes(UNKNOWN)) return deferred("the service of an endpoint");
  return demand(missing.length === 0, `calls to ${missing.join(", ")} leave the VPC; add an ec2.VpcEndpoint for each`);
}

/** Private names are answered by the VPC's resolver, which is on unless told otherwise, and need host names, which are off. */
function vpcDns(vpc: Reader, plan: Plan): Verdict {
  const inside = companions(plan, vpc, "vpcId", endpointType).some((endpoint) => endpoint.read("vpcEndpointType") === "Interface");
  if (!inside) return notApplicable;
  const message = "the names of endpoints do not resolve inside the VPC; set enableDnsSupport and enableDnsHostnames to true";
  return all(
    vpc.expect("enableDnsSupport", (value) => value === undefined || isTrue(value), message),
    vpc.expect("enableDnsHostnames", isTrue, message),
  );
}

/** Without its name a service is still called at its public address. Gateway endpoints work by routes and have no name. */
function privateDns(endpoint: Reader): Verdict {
  const kind = endpoint.read("vpcEndpointType");
  if (kind === UNKNOWN) return deferred("vpcEndpointType");
  if (kind !== "Interface" || isForeignService(endpoint)) return notApplicable;
  return endpoint.expect("privateDnsEnabled", isTrue, "the service's own name does not lead to the endpoint; set privateDnsEnabled: true");
}

/** A service that somebody else offers by PrivateLink has no endpoint policy and no name of AWS. */
const isForeignService = (endpoint: Reader): boolean => {
  const name = endpoint.read("serviceName");
  return (typeof name === "string" && name.includes(".vpce-svc-")) || endpoint.read("vpcEndpointType") === "GatewayLoadBalancer";
};

function policy(endpoint: Reader, plan: Plan): Verdict {
  if (endpoint.type === endpointType) {
    if (isForeignService(endpoint)) return notApplicable;
    if (endpoint.read("policy") === undefined || endpoint.read("policy") === "") {
      const attached = companions(plan, endpoint, "vpcEndpointId", policyType).length > 0;
      return attached ? pass : fail("the endpoint lets every account's credentials and resources through; give it a policy");
    }
  }
  return onStatements(endpoint, "policy", (statements) =>
    demand(
      statements.every((statement) => !statement.allow || isLimited(statement)),
      "a statement of the endpoint's policy lets every account through; add a condition on aws:PrincipalAccount, aws:PrincipalOrgID or aws:ResourceAccount",
    ),
  );
}

/** To callers or resources of named owners: by condition, by principals of named accounts, or by resources with a name. */
function isLimited(statement: Statement): boolean {
  if (limitsCaller(statement) || limitsResource(statement)) return true;
  if (!statement.principals.some(isEverybody) && statement.principals.every(({ id }) => accountOf(id) !== undefined)) return true;
  return statement.resources.length > 0 && !statement.resources.some(isAnyResource);
}

export const vpcEndpointChecks = {
  "vpc-endpoints-present": onEachInPlan(vpcType, present),
  "vpc-endpoint-private-dns": onEachInPlan([endpointType, vpcType], (reader, plan) =>
    reader.type === vpcType ? vpcDns(reader, plan) : privateDns(reader),
  ),
  "vpc-endpoint-policy-limited": onEachInPlan([endpointType, policyType], policy),
} as const satisfies Record<string, PreviewCheck>;
