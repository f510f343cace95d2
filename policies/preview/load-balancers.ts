import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { onCompanions } from "./companions";
import type { Plan } from "./plan";
import type { Known, Reader } from "./reader";
import { isTrue } from "./tree";
import { type Verdict, fail, notApplicable, pass } from "./verdict";

const listenerType = "aws:lb/listener:Listener";
const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const certificateType = "aws:acm/certificate:Certificate";
const associationType = "aws:wafv2/webAclAssociation:WebAclAssociation";

const like = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\?]/g, "\\$&").replaceAll("*", ".*")}$`).test(text));

const strongTls = (listener: Reader, { parameters }: Settings): Verdict =>
  listener.inspect("protocol", (protocol) =>
    protocol === "HTTPS" || protocol === "TLS"
      ? listener.expect(
          "sslPolicy",
          (policy) => typeof policy === "string" && like(parameters["tls.policy.allowlist"], policy),
          "the listener takes old TLS; set sslPolicy to one of tls.policy.allowlist",
        )
      : notApplicable,
  );

/** What carries HTTP must end with TLS; a listener of an application balancer without protocol does not say which. */
const encrypted = (listener: Reader): Verdict =>
  listener.inspect("protocol", (protocol) => {
    if (protocol === "HTTPS" || protocol === "TLS") return pass;
    if (protocol !== "HTTP") return notApplicable;
    const message = "the listener answers in clear; let its default action redirect to HTTPS";
    const [first = fail(message), ...others] = listener.every("defaultActions", (action) => redirects(action, message), fail(message));
    return others.length > 0 ? fail(message) : first;
  });

const redirects = (action: Reader, message: string): Verdict =>
  action.inspect("type", (type) =>
    type === "redirect" ? action.expect("redirect.protocol", (value) => value === "HTTPS", message) : fail(message),
  );

/** Application is the type of a balancer that says none. */
const onApplication = (decide: (balancer: Reader, plan: Plan) => Verdict): PreviewCheck =>
  onEachInPlan(balancerType, (balancer, plan) =>
    balancer.inspect("loadBalancerType", (type) => (type === undefined || type === "application" ? decide(balancer, plan) : notApplicable)),
  );

const strongKeys: readonly Known[] = [undefined, "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"];

function guarded(balancer: Reader, plan: Plan): Verdict {
  return balancer.inspect("internal", (internal) => {
    if (isTrue(internal)) return notApplicable;
    return onCompanions(
      plan,
      balancer,
      { property: "resourceArn", type: associationType },
      () => pass,
      fail("nothing filters requests from the internet; add a wafv2.WebAclAssociation with its ARN"),
    );
  });
}

export const loadBalancerChecks = {
  "listener-tls-policy-strong": onEach(listenerType, strongTls),
  "listener-encrypted": onEach(listenerType, encrypted),
  "load-balancer-drops-invalid-headers": onApplication((balancer) =>
    balancer.expect("dropInvalidHeaderFields", isTrue, "malformed headers are let through; set dropInvalidHeaderFields to true"),
  ),
  "load-balancer-desync-defensive": onApplication((balancer) =>
    balancer.expect(
      "desyncMitigationMode",
      (mode) => mode === undefined || mode === "defensive" || mode === "strictest",
      "ambiguous requests are let through; set desyncMitigationMode to defensive or strictest",
    ),
  ),
  "certificate-key-strong": onEach(certificateType, (certificate) =>
    certificate.expect(
      "keyAlgorithm",
      (value) => strongKeys.includes(value),
      "the certificate's key is weak; set keyAlgorithm to RSA_2048 or stronger",
    ),
  ),
  "load-balancer-access-logged": onEach(balancerType, (balancer) =>
    balancer.expect("accessLogs.enabled", isTrue, "nobody sees who asked for what; set accessLogs with enabled and a bucket"),
  ),
  "load-balancer-deletion-protected": onEach(balancerType, (balancer, { parameters }) =>
    parameters["deletion.protection.required"]
      ? balancer.expect("enableDeletionProtection", isTrue, "one call deletes the way in; set enableDeletionProtection to true")
      : notApplicable,
  ),
  "public-load-balancer-behind-waf": onApplication(guarded),
} as const satisfies Record<string, PreviewCheck>;
