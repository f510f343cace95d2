import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, gone, on, to, where } from "./weakening";

const isPublic = ({ inputs }: PlannedResource) => inputs["internal"] === false;
const deletionProtected = where(({ inputs }) => inputs["enableDeletionProtection"] === true, "load-balancer-deletion-protected");

/** The load balancer and what filters before it. */
export const ingressWeakenings: Weakenings = {
  "aws:lb/listener:Listener": {
    protocol: [to("HTTP", "listener-encrypted")],
    sslPolicy: [gone("listener-tls-policy-strong"), to("ELBSecurityPolicy-2016-08", "listener-tls-policy-strong")],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    "accessLogs.enabled": on("load-balancer-access-logged"),
    desyncMitigationMode: [to("monitor", where(isPublic, "load-balancer-desync-defensive"))],
    dropInvalidHeaderFields: on(where(isPublic, "load-balancer-drops-invalid-headers")),
    enableDeletionProtection: on(deletionProtected),
  },
  "aws:wafv2/webAcl:WebAcl": {
    rules: [gone("web-acl-blocks")],
    "rules.*.overrideAction": [to({ count: {} }, "web-acl-blocks")],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { MISSING: [gone("public-load-balancer-behind-waf")] },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { MISSING: [gone("web-acl-logged")] },
};
