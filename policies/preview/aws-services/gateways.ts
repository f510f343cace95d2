import { type PreviewCheck, onEach } from "../check";
import type { Known, Reader } from "../reader";
import { notPublic, onPolicies } from "../resource-policies";
import { isTrue } from "../tree";
import { type Verdict, all, notApplicable, pass, worst } from "../verdict";
import { filled, setting, whenSetting, at } from "./ask";

const stageTypes = ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"] as const;
const methodType = "aws:apigateway/method:Method";
const settingsType = "aws:apigateway/methodSettings:MethodSettings";
const restType = "aws:apigateway/restApi:RestApi";
const routeType = "aws:apigatewayv2/route:Route";
const domainType = "aws:apigateway/domainName:DomainName";
const httpDomainType = "aws:apigatewayv2/domainName:DomainName";
const graphType = "aws:appsync/graphQLApi:GraphQLApi";
const graphCacheType = "aws:appsync/apiCache:ApiCache";

const isStrong = (policy: Known): boolean => policy === "TLS_1_2" || (typeof policy === "string" && /^SecurityPolicy_TLS13_/.test(policy));
const oldTls = "the domain takes old TLS; set securityPolicy to TLS_1_2";

/** Browsers ask with OPTIONS before they send anything, and cannot log in for it. */
const asksWho = (method: Reader): Verdict =>
  method.inspect("httpMethod", (verb) => {
    if (verb === "OPTIONS") return notApplicable;
    return method.inspect("authorization", (value) =>
      value === "NONE"
        ? method.expect(
            "apiKeyRequired",
            isTrue,
            "everybody may call the method; set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS",
          )
        : pass,
    );
  });

const graphKinds = (api: Reader): Verdict => {
  const message = "whoever has the key may ask everything; authenticate by IAM, OpenID Connect or Cognito instead of API_KEY";
  const ask = (part: Reader) => part.expect("authenticationType", (type) => type !== "API_KEY", message);
  return worst([ask(api), ...api.every("additionalAuthenticationProviders", ask)]);
};

export const gatewayChecks = {
  "api-stage-logged": filled(
    at("accessLogSettings.destinationArn", ...stageTypes),
    "who asked for what is not recorded; set accessLogSettings with destinationArn and format",
  ),
  "api-method-asks-who-calls": onEach(methodType, asksWho),
  "api-route-asks-who-calls": onEach(routeType, (route) =>
    route.inspect("routeKey", (key) =>
      typeof key === "string" && key.startsWith("OPTIONS ")
        ? notApplicable
        : route.expect(
            "authorizationType",
            (type) => type !== undefined && type !== "NONE",
            "everybody may call the route; set authorizationType to JWT, AWS_IAM or CUSTOM",
          ),
    ),
  ),
  "api-errors-logged": onEach(settingsType, (settings) =>
    settings.expect(
      "settings.loggingLevel",
      (level) => level === "INFO" || level === "ERROR",
      "failed calls are not logged; set settings.loggingLevel to ERROR or INFO",
    ),
  ),
  "api-content-not-logged": onEach(settingsType, (settings) =>
    settings.expect(
      "settings.dataTraceEnabled",
      (value) => !isTrue(value),
      "whole requests and answers end in logs; set settings.dataTraceEnabled to false",
    ),
  ),
  "api-cache-encrypted": onEach(settingsType, (settings) =>
    whenSetting(settings, "settings.cachingEnabled", isTrue, () =>
      settings.expect("settings.cacheDataEncrypted", isTrue, "cached answers are in clear; set settings.cacheDataEncrypted to true"),
    ),
  ),
  "api-domain-tls-strong": onEach([domainType, httpDomainType], (domain) =>
    domain.type === domainType
      ? domain.expect("securityPolicy", (value) => value === undefined || isStrong(value), oldTls)
      : domain.expect("domainNameConfiguration.securityPolicy", isStrong, oldTls),
  ),
  "api-policy-not-public": onPolicies([restType, "aws:apigateway/restApiPolicy:RestApiPolicy"], notPublic),
  "graph-api-logged": setting(
    { [graphType]: "logConfig.fieldLogLevel" },
    (level) => level === "ALL" || level === "ERROR" || level === "INFO" || level === "DEBUG",
    "who asked for what is not recorded; set logConfig with fieldLogLevel ERROR or ALL",
  ),
  "graph-api-content-not-logged": onEach(graphType, (api) =>
    whenSetting(
      api,
      "logConfig",
      (value) => value !== undefined,
      () =>
        api.expect(
          "logConfig.excludeVerboseContent",
          isTrue,
          "whole requests and answers end in logs; set logConfig.excludeVerboseContent to true",
        ),
    ),
  ),
  "graph-api-asks-who-calls": onEach(graphType, graphKinds),
  "graph-api-cache-encrypted": onEach(graphCacheType, (cache) =>
    all(
      cache.expect("atRestEncryptionEnabled", isTrue, "cached answers are in clear; set atRestEncryptionEnabled to true"),
      cache.expect("transitEncryptionEnabled", isTrue, "cached answers travel in clear; set transitEncryptionEnabled to true"),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
