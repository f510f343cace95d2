import type { Inputs } from "../../../../policies/preview/tree";
import { listed, names } from "../call";
import { type Translation, at, camel, list, outputsFor, text } from "../resource";

const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";

/** The attributes that the provider has as arguments. */
function attributesOf(pairs: readonly unknown[]): Inputs {
  const value = (key: string): string | undefined =>
    pairs.map((pair) => (text(pair, "Key") === key ? text(pair, "Value") : undefined)).find((found) => found !== undefined);
  return {
    accessLogs: { enabled: value("access_logs.s3.enabled") ?? "false", bucket: value("access_logs.s3.bucket") ?? "" },
    dropInvalidHeaderFields: value("routing.http.drop_invalid_header_fields.enabled"),
    desyncMitigationMode: value("routing.http.desync_mitigation_mode"),
    enableDeletionProtection: value("deletion_protection.enabled"),
  };
}

const balancers: Translation = {
  types: [balancerType],
  from: ["elb.DescribeLoadBalancers", "elb.DescribeLoadBalancerAttributes"],
  make: (answers) =>
    listed(answers("elb.DescribeLoadBalancers"), "LoadBalancers").map((balancer) => {
      const arn = text(balancer, "LoadBalancerArn");
      const attributes = outputsFor(answers("elb.DescribeLoadBalancerAttributes"), "LoadBalancerArn", arn);
      return {
        type: balancerType,
        name: text(balancer, "LoadBalancerName"),
        ids: [arn],
        inputs: {
          loadBalancerType: text(balancer, "Type"),
          internal: text(balancer, "Scheme") === "internal",
          ...attributesOf(attributes.flatMap((output) => list(output, "Attributes"))),
        },
      };
    }),
};

/** Redirects are spelled with capitals by AWS. */
const action = (one: unknown): Inputs => ({
  type: text(one, "Type"),
  ...(at(one, "RedirectConfig") === undefined ? {} : { redirect: camel(at(one, "RedirectConfig")) }),
});

const listeners: Translation = {
  types: [listenerType],
  from: ["elb.DescribeListeners"],
  make: (answers) =>
    listed(answers("elb.DescribeListeners"), "Listeners").map((listener) => {
      const arn = text(listener, "ListenerArn");
      return {
        type: listenerType,
        name: arn.split("/").slice(2).join("/") || arn,
        ids: [arn],
        inputs: {
          loadBalancerArn: text(listener, "LoadBalancerArn"),
          protocol: text(listener, "Protocol"),
          port: at(listener, "Port") as number,
          sslPolicy: text(listener, "SslPolicy"),
          defaultActions: list(listener, "DefaultActions").map(action),
        },
      };
    }),
};

const certificateType = "aws:acm/certificate:Certificate";

/** `RSA-2048` here, `RSA_2048` where a certificate is asked for. */
const certificates: Translation = {
  types: [certificateType],
  from: ["acm.DescribeCertificate"],
  make: (answers) =>
    answers("acm.DescribeCertificate").map(({ output }) => {
      const certificate = at(output, "Certificate");
      const arn = text(certificate, "CertificateArn");
      return {
        type: certificateType,
        name: arn.split("/").at(-1) ?? arn,
        ids: [arn],
        inputs: {
          keyAlgorithm: text(certificate, "KeyAlgorithm").replaceAll("-", "_"),
          // What the service says of it.
          status: text(certificate, "Status"),
          notAfter: text(certificate, "NotAfter"),
          inUse: list(certificate, "InUseBy").length > 0,
        },
      };
    }),
};

const aclType = "aws:wafv2/webAcl:WebAcl";
const aclAssociationType = "aws:wafv2/webAclAssociation:WebAclAssociation";
const aclLoggingType = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

const webAcls: Translation = {
  types: [aclType],
  from: ["waf.GetWebACL"],
  make: (answers) =>
    answers("waf.GetWebACL").map(({ output }) => {
      const acl = at(output, "WebACL");
      return {
        type: aclType,
        name: text(acl, "Name"),
        ids: [text(acl, "ARN")],
        inputs: { rules: list(acl, "Rules").map(camel), scope: "REGIONAL" },
      };
    }),
};

const webAclUses: Translation = {
  types: [aclAssociationType, aclLoggingType],
  from: ["waf.ListResourcesForWebACL", "waf.ListLoggingConfigurations"],
  make: (answers) => [
    ...answers("waf.ListResourcesForWebACL").flatMap((exchange) =>
      names([exchange], "ResourceArns").map((resourceArn) => ({
        type: aclAssociationType,
        name: resourceArn,
        ids: [],
        inputs: { resourceArn, webAclArn: text(exchange.input, "WebACLArn") },
      })),
    ),
    ...listed(answers("waf.ListLoggingConfigurations"), "LoggingConfigurations").map((one) => ({
      type: aclLoggingType,
      name: text(one, "ResourceArn"),
      ids: [],
      inputs: { resourceArn: text(one, "ResourceArn"), logDestinationConfigs: list(one, "LogDestinationConfigs") as readonly string[] },
    })),
  ],
};

export const edgeTranslations: readonly Translation[] = [balancers, listeners, certificates, webAcls, webAclUses];
