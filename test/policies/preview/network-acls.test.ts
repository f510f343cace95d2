import { networkAclChecks as checks } from "../../../policies/preview/network-acls";
import { type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const internet = { cidrBlock: "0.0.0.0/0" };
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const rule = (inputs: Inputs) => planned("aws:ec2/networkAclRule:NetworkAclRule", "rule", { ruleAction: "allow", ...inputs });
const acl = (...ingress: readonly Inputs[]) => planned("aws:ec2/networkAcl:NetworkAcl", "acl", { ingress });

table("network-acl-no-public-admin-ports", checks["network-acl-no-public-admin-ports"], [
  { it: "accepts HTTPS from the internet", given: rule({ protocol: "tcp", fromPort: 443, toPort: 443, ...internet }), want: "pass" },
  { it: "accepts SSH from a private range", given: rule({ ...ssh, cidrBlock: "10.0.0.0/8" }), want: "pass" },
  { it: "refuses SSH from the internet", given: rule({ ...ssh, ...internet }), want: "fail" },
  { it: "refuses SSH by number of protocol", given: rule({ ...ssh, protocol: "6", ...internet }), want: "fail" },
  { it: "refuses SSH from the IPv6 internet", given: rule({ ...ssh, ipv6CidrBlock: "::/0" }), want: "fail" },
  { it: "refuses a range that holds RDP", given: rule({ protocol: "tcp", fromPort: 3000, toPort: 4000, ...internet }), want: "fail" },
  { it: "refuses everything from the internet", given: rule({ protocol: "-1", ...internet }), want: "fail" },
  { it: "accepts ICMP", given: rule({ protocol: "icmp", ...internet }), want: "pass" },
  { it: "does not ask an entry that denies", given: rule({ ...ssh, ...internet, ruleAction: "deny" }), want: "not-applicable" },
  { it: "does not ask an entry for egress", given: rule({ ...ssh, ...internet, egress: true }), want: "not-applicable" },
  { it: "asks an entry for ingress written out", given: rule({ ...ssh, ...internet, egress: false }), want: "fail" },
  { it: "defers an unknown direction", given: rule({ ...ssh, ...internet, egress: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown action", given: rule({ ...ssh, ...internet, ruleAction: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown range", given: rule({ ...ssh, cidrBlock: UNKNOWN }), want: "deferred" },
  { it: "defers unknown ports", given: rule({ protocol: "tcp", fromPort: UNKNOWN, toPort: UNKNOWN, ...internet }), want: "deferred" },
  { it: "accepts an ACL without entries", given: acl(), want: "pass" },
  {
    it: "refuses an entry inside an ACL",
    given: acl({ action: "deny", protocol: "-1", ...internet }, { action: "allow", ...ssh, ...internet }),
    want: "fail",
  },
  {
    it: "refuses an entry inside the default ACL",
    given: planned("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "default", {
      ingress: [{ action: "allow", protocol: "-1", ...internet }],
    }),
    want: "fail",
  },
  { it: "defers unknown entries", given: planned("aws:ec2/networkAcl:NetworkAcl", "acl", { ingress: UNKNOWN }), want: "deferred" },
]);
