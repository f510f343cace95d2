import { loadBalancerChecks as checks } from "../../../policies/preview/load-balancers";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, switchCases, table } from "./support";

const hidden = new Hidden("ciphertext");
const listener = (inputs: Inputs) => planned("aws:lb/listener:Listener", "listener", inputs);
const balancer = (inputs: Inputs = {}, type = "aws:lb/loadBalancer:LoadBalancer") => planned(type, "balancer", inputs);
const row = (it: string, given: Case["given"], want: Case["want"]): Case => ({ it, given, want });

table("listener-tls-policy-strong", checks["listener-tls-policy-strong"], [
  row("accepts a policy of the list", listener({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }), "pass"),
  row("accepts it of a network balancer", listener({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" }), "pass"),
  row("refuses a policy that takes TLS 1.0", listener({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" }), "fail"),
  row("refuses the default, which takes TLS 1.0", listener({ protocol: "HTTPS" }), "fail"),
  row("does not ask a listener without TLS", listener({ protocol: "TCP" }), "not-applicable"),
  row("judges the older token", planned("aws:alb/listener:Listener", "listener", { protocol: "HTTPS", sslPolicy: "old" }), "fail"),
  row("defers an unknown policy", listener({ protocol: "HTTPS", sslPolicy: UNKNOWN }), "deferred"),
  row("defers an unknown protocol", listener({ protocol: UNKNOWN }), "deferred"),
  row("cannot read a hidden policy", listener({ protocol: "HTTPS", sslPolicy: hidden }), "not-evaluated"),
]);

const redirect: Value = { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } };
table("listener-encrypted", checks["listener-encrypted"], [
  row("accepts HTTPS", listener({ protocol: "HTTPS" }), "pass"),
  row("accepts a redirect to HTTPS", listener({ protocol: "HTTP", defaultActions: [redirect] }), "pass"),
  row("refuses to answer in clear", listener({ protocol: "HTTP", defaultActions: [{ type: "forward" }] }), "fail"),
  row(
    "refuses a redirect to HTTP",
    listener({ protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP" } }] }),
    "fail",
  ),
  row("refuses a redirect beside something else", listener({ protocol: "HTTP", defaultActions: [redirect, { type: "forward" }] }), "fail"),
  row("refuses no action", listener({ protocol: "HTTP" }), "fail"),
  row("does not ask a listener of packets", listener({ protocol: "TCP" }), "not-applicable"),
  row("defers unknown actions", listener({ protocol: "HTTP", defaultActions: UNKNOWN }), "deferred"),
  row("cannot read a hidden protocol", listener({ protocol: hidden }), "not-evaluated"),
]);

table("load-balancer-drops-invalid-headers", checks["load-balancer-drops-invalid-headers"], [
  ...switchCases(balancer, "dropInvalidHeaderFields", false),
  row("does not ask a network balancer", balancer({ loadBalancerType: "network" }), "not-applicable"),
]);

table("load-balancer-desync-defensive", checks["load-balancer-desync-defensive"], [
  row("accepts the default, which is defensive", balancer(), "pass"),
  row("accepts the strictest", balancer({ desyncMitigationMode: "strictest" }), "pass"),
  row("refuses to look only", balancer({ desyncMitigationMode: "monitor" }), "fail"),
  row("does not ask a network balancer", balancer({ loadBalancerType: "network", desyncMitigationMode: "monitor" }), "not-applicable"),
  row("defers an unknown mode", balancer({ desyncMitigationMode: UNKNOWN }), "deferred"),
  row("cannot read a hidden mode", balancer({ desyncMitigationMode: hidden }), "not-evaluated"),
]);

const certificate = (keyAlgorithm?: Value) => planned("aws:acm/certificate:Certificate", "certificate", { keyAlgorithm });
table("certificate-key-strong", checks["certificate-key-strong"], [
  row("accepts the default, which is RSA of 2048 bits", certificate(), "pass"),
  row("accepts an elliptic curve", certificate("EC_prime256v1"), "pass"),
  row("refuses RSA of 1024 bits", certificate("RSA_1024"), "fail"),
  row("defers an unknown algorithm", certificate(UNKNOWN), "deferred"),
  row("cannot read a hidden algorithm", certificate(hidden), "not-evaluated"),
]);

table(
  "load-balancer-access-logged",
  checks["load-balancer-access-logged"],
  switchCases((inputs) => balancer({ accessLogs: { bucket: "b", ...inputs } }), "enabled", false),
);

table("load-balancer-deletion-protected", checks["load-balancer-deletion-protected"], [
  ...switchCases(balancer, "enableDeletionProtection", false),
  {
    it: "does not ask for it where the environment is taken down again",
    given: balancer(),
    settings: { parameters: { "deletion.protection.required": false } },
    want: "not-applicable",
  },
]);

const association = (from: readonly ReturnType<typeof balancer>[], resourceArn: Value = UNKNOWN) =>
  planned("aws:wafv2/webAclAssociation:WebAclAssociation", "association", { resourceArn }, { from: { resourceArn: from } });
table("public-load-balancer-behind-waf", checks["public-load-balancer-behind-waf"], [
  row("accepts a balancer with a web ACL", [balancer(), association([balancer()])], { balancer: "pass" }),
  row("refuses one without", balancer(), "fail"),
  row("refuses another resource's web ACL", [balancer(), association([], "arn:aws:apigateway:x")], { balancer: "fail" }),
  row("does not ask an internal balancer", balancer({ internal: true }), "not-applicable"),
  row("does not ask a network balancer", balancer({ loadBalancerType: "network" }), "not-applicable"),
  row("defers a web ACL of something unknown", [balancer(), association([])], { balancer: "deferred" }),
  row("defers a balancer of which it is unknown whether it is internal", balancer({ internal: UNKNOWN }), "deferred"),
]);
