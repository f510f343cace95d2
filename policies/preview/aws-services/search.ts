import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { keyOfEncrypted } from "../customer-key";
import type { Reader } from "../reader";
import { notPublic, onPolicies } from "../resource-policies";
import { isTrue } from "../tree";
import { type Verdict, anyOf, fail } from "../verdict";
import { filled, setting, turnedOn, at } from "./ask";

const types = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;
const everywhere = (path: string) => at(path, ...types);

const ownKey = (domain: Reader): Verdict =>
  keyOfEncrypted(
    domain,
    "encryptAtRest.enabled",
    isTrue,
    "encryptAtRest.kmsKeyId",
    "the index is encrypted with a key of AWS; set encryptAtRest.kmsKeyId",
  );

/** A kind of log is published unless its entry turns it off. */
const logs = (domain: Reader, wanted: string, message: string): Verdict =>
  anyOf(
    domain.every(
      "logPublishingOptions",
      (log) =>
        log.inspect("logType", (type) =>
          type === wanted ? log.expect("enabled", (on) => on === undefined || isTrue(on), message) : fail(message),
        ),
      fail(message),
    ),
    message,
  );

/** Who says something of the endpoint asks for HTTPS unless it says otherwise; who says nothing of it asks for nothing. */
const httpsOnly = (domain: Reader): Verdict =>
  domain.inspect("domainEndpointOptions", (options) =>
    options === undefined
      ? fail(clear)
      : domain.expect("domainEndpointOptions.enforceHttps", (value) => value === undefined || isTrue(value), clear),
  );

const clear = "clients may connect in clear; set domainEndpointOptions.enforceHttps to true";

const strong = (policy: unknown): boolean => typeof policy === "string" && /^Policy-Min-TLS-1-[23]/.test(policy);

export const searchChecks = {
  "search-domain-encrypted": turnedOn(everywhere("encryptAtRest.enabled"), "the index is not encrypted; set encryptAtRest.enabled to true"),
  "search-domain-encrypted-with-cmk": onEachInPlan(types, ownKey),
  "search-domain-nodes-encrypted": turnedOn(
    everywhere("nodeToNodeEncryption.enabled"),
    "nodes talk to each other in clear; set nodeToNodeEncryption.enabled to true",
  ),
  "search-domain-https-only": onEach(types, httpsOnly),
  "search-domain-tls-strong": setting(
    everywhere("domainEndpointOptions.tlsSecurityPolicy"),
    strong,
    "the domain takes old TLS; set domainEndpointOptions.tlsSecurityPolicy to Policy-Min-TLS-1-2-2019-07 or newer",
  ),
  "search-domain-private": filled(everywhere("vpcOptions.subnetIds"), "the domain answers on the internet; set vpcOptions.subnetIds"),
  "search-domain-access-controlled": turnedOn(
    everywhere("advancedSecurityOptions.enabled"),
    "whoever reaches the domain reads every index; set advancedSecurityOptions.enabled to true",
  ),
  "search-domain-not-anonymous": onEach(types, (domain) =>
    domain.expect(
      "advancedSecurityOptions.anonymousAuthEnabled",
      (value) => !isTrue(value),
      "nobody has to say who they are; set anonymousAuthEnabled to false",
    ),
  ),
  "search-domain-audited": onEach(types, (domain) =>
    logs(domain, "AUDIT_LOGS", "who searches is not recorded; add logPublishingOptions with AUDIT_LOGS"),
  ),
  "search-domain-errors-logged": onEach(types, (domain) =>
    logs(domain, "ES_APPLICATION_LOGS", "errors are not logged; add logPublishingOptions with ES_APPLICATION_LOGS"),
  ),
  "search-domain-policy-not-public": onPolicies(
    [...types, "aws:opensearch/domainPolicy:DomainPolicy", "aws:elasticsearch/domainPolicy:DomainPolicy"],
    notPublic,
    "accessPolicies",
  ),
  "search-domain-in-several-zones": turnedOn(
    everywhere("clusterConfig.zoneAwarenessEnabled"),
    "the loss of a zone stops the domain; set clusterConfig.zoneAwarenessEnabled to true",
  ),
} as const satisfies Record<string, PreviewCheck>;
