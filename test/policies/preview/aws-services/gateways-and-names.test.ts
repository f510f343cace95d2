import { type Inputs, UNKNOWN, type Value } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { planned } from "../support";
import { cases, closedPolicy, made, setting, switchOn, token } from "./support";

for (const kind of ["apigateway/stage", "apigatewayv2/stage"])
  setting("api-stage-logged", kind, "accessLogSettings.destinationArn", {
    good: ["arn:aws:logs:eu-west-1:111122223333:log-group:api"],
    bad: [""],
    absent: "fail",
  });
setting(
  "api-method-asks-who-calls",
  "apigateway/method",
  "authorization",
  {
    base: { httpMethod: "GET" },
    good: ["AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"],
    bad: ["NONE"],
    absent: "pass",
  },
  [
    {
      it: "asks nothing of what browsers ask first",
      given: made("apigateway/method", { httpMethod: "OPTIONS", authorization: "NONE" }),
      want: "not-applicable",
    },
    {
      it: "accepts a key of the API",
      given: made("apigateway/method", { httpMethod: "GET", authorization: "NONE", apiKeyRequired: true }),
      want: "pass",
    },
  ],
);
setting(
  "api-route-asks-who-calls",
  "apigatewayv2/route",
  "authorizationType",
  { base: { routeKey: "GET /a" }, good: ["JWT", "AWS_IAM"], bad: ["NONE"], absent: "fail" },
  [
    {
      it: "asks nothing of what browsers ask first",
      given: made("apigatewayv2/route", { routeKey: "OPTIONS /a" }),
      want: "not-applicable",
    },
  ],
);
setting("api-errors-logged", "apigateway/methodSettings", "settings.loggingLevel", {
  good: ["INFO", "ERROR"],
  bad: ["OFF"],
  absent: "fail",
});
setting("api-content-not-logged", "apigateway/methodSettings", "settings.dataTraceEnabled", {
  good: [false],
  bad: [true, "true"],
  absent: "pass",
});
setting(
  "api-cache-encrypted",
  "apigateway/methodSettings",
  "settings.cacheDataEncrypted",
  {
    base: { settings: { cachingEnabled: true } },
    good: [true],
    bad: [false],
    absent: "fail",
  },
  [{ it: "asks nothing where nothing is cached", given: made("apigateway/methodSettings"), want: "not-applicable" }],
);
setting("api-domain-tls-strong", "apigateway/domainName", "securityPolicy", { good: ["TLS_1_2"], bad: ["TLS_1_0"], absent: "pass" });
setting("api-domain-tls-strong", "apigatewayv2/domainName", "domainNameConfiguration.securityPolicy", {
  good: ["TLS_1_2"],
  bad: ["TLS_1_0"],
  absent: "fail",
});
for (const kind of ["apigateway/restApi", "apigateway/restApiPolicy"]) closedPolicy("api-policy-not-public", kind, "policy");

const graph = "appsync/graphQLApi";
setting("graph-api-logged", graph, "logConfig.fieldLogLevel", { good: ["ALL", "ERROR"], bad: ["NONE"], absent: "fail" });
setting(
  "graph-api-content-not-logged",
  graph,
  "logConfig.excludeVerboseContent",
  {
    base: { logConfig: { fieldLogLevel: "ALL" } },
    good: [true],
    bad: [false],
    absent: "fail",
  },
  [{ it: "asks nothing where nothing is logged", given: made(graph), want: "not-applicable" }],
);
setting(
  "graph-api-asks-who-calls",
  graph,
  "authenticationType",
  { good: ["AWS_IAM", "OPENID_CONNECT"], bad: ["API_KEY"], absent: "pass" },
  [
    {
      it: "refuses a key beside another way",
      given: made(graph, { authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "API_KEY" }] }),
      want: "fail",
    },
  ],
);
cases("graph-api-cache-encrypted", [
  { it: "accepts both", given: made("appsync/apiCache", { atRestEncryptionEnabled: true, transitEncryptionEnabled: true }), want: "pass" },
  { it: "refuses one", given: made("appsync/apiCache", { atRestEncryptionEnabled: true }), want: "fail" },
  { it: "refuses the other", given: made("appsync/apiCache", { transitEncryptionEnabled: true }), want: "fail" },
  {
    it: "defers an unknown one",
    given: made("appsync/apiCache", { atRestEncryptionEnabled: true, transitEncryptionEnabled: UNKNOWN }),
    want: "deferred",
  },
]);

const site = "cloudfront/distribution";
const behaviours = (first: Value, ...others: readonly Value[]) =>
  made(site, {
    defaultCacheBehavior: { viewerProtocolPolicy: first },
    orderedCacheBehaviors: others.map((policy) => ({ viewerProtocolPolicy: policy })),
  });
cases("distribution-https-only", [
  { it: "accepts HTTPS everywhere", given: behaviours("https-only", "redirect-to-https"), want: "pass" },
  { it: "refuses clear text by default", given: behaviours("allow-all", "https-only"), want: "fail" },
  { it: "refuses clear text on one path", given: behaviours("https-only", "https-only", "allow-all"), want: "fail" },
  { it: "defers what is unknown", given: behaviours("https-only", UNKNOWN), want: "deferred" },
]);
setting(
  "distribution-tls-strong",
  site,
  "viewerCertificate.minimumProtocolVersion",
  {
    good: ["TLSv1.2_2021", "TLSv1.2_2019"],
    bad: ["TLSv1", "TLSv1_2016", "TLSv1.1_2016", "SSLv3"],
    absent: "fail",
  },
  [
    {
      it: "refuses CloudFront's own certificate",
      given: made(site, { viewerCertificate: { cloudfrontDefaultCertificate: true } }),
      want: "fail",
    },
  ],
);
const origin = (originProtocolPolicy: Value, ...originSslProtocols: readonly Value[]) =>
  made(site, { origins: [{ customOriginConfig: { originProtocolPolicy, originSslProtocols } }] });
cases("distribution-origins-encrypted", [
  { it: "accepts TLS 1.2 only", given: origin("https-only", "TLSv1.2"), want: "pass" },
  { it: "refuses clear text", given: origin("http-only", "TLSv1.2"), want: "fail" },
  { it: "refuses what the browser chose", given: origin("match-viewer", "TLSv1.2"), want: "fail" },
  { it: "refuses old TLS beside new", given: origin("https-only", "TLSv1.2", "TLSv1"), want: "fail" },
  {
    it: "asks nothing of a bucket",
    given: made(site, { origins: [{ s3OriginConfig: { originAccessIdentity: "" } }] }),
    want: "not-applicable",
  },
  { it: "defers unknown origins", given: made(site, { origins: UNKNOWN }), want: "deferred" },
]);
const bucket = (inputs: Inputs) => made(site, { origins: [{ domainName: "shop.s3.eu-west-1.amazonaws.com", ...inputs }] });
cases("distribution-buckets-closed", [
  { it: "accepts an access control", given: bucket({ originAccessControlId: "E1EXAMPLE" }), want: "pass" },
  {
    it: "accepts the older identity",
    given: bucket({ s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" } }),
    want: "pass",
  },
  { it: "refuses neither", given: bucket({}), want: "fail" },
  { it: "refuses an empty identity", given: bucket({ s3OriginConfig: { originAccessIdentity: "" } }), want: "fail" },
  {
    it: "asks nothing of a server",
    given: made(site, { origins: [{ domainName: "shop.example.com", customOriginConfig: {} }] }),
    want: "not-applicable",
  },
]);
setting("distribution-logged", site, "loggingConfig.bucket", { good: ["logs.s3.amazonaws.com"], bad: [""], absent: "fail" });
setting("distribution-behind-waf", site, "webAclId", {
  good: ["arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b"],
  bad: [""],
  absent: "fail",
});
setting("distribution-names-first-page", site, "defaultRootObject", { good: ["index.html"], bad: [""], absent: "fail" });

const balancer = "elb/loadBalancer";
const listeners = (...protocols: readonly Value[]) => made(balancer, { listeners: protocols.map((lbProtocol) => ({ lbProtocol })) });
cases("classic-balancer-encrypted", [
  { it: "accepts TLS on all ports", given: listeners("HTTPS", "ssl"), want: "pass" },
  { it: "refuses clear text on one", given: listeners("https", "http"), want: "fail" },
  { it: "refuses plain TCP", given: listeners("tcp"), want: "fail" },
  { it: "defers an unknown one", given: listeners("https", UNKNOWN), want: "deferred" },
]);
setting("classic-balancer-logged", balancer, "accessLogs", {
  good: [{ bucket: "logs" }],
  bad: [{ bucket: "logs", enabled: false }],
  absent: "fail",
});
switchOn("classic-balancer-serves-every-zone", balancer, "crossZoneLoadBalancing", true);

const zone = planned(token("route53/zone"), "zone", { name: "example.com" });
const log = (from: object) => planned(token("route53/queryLog"), "log", { zoneId: UNKNOWN }, { from: from as never });
const ofZone = (it: string, given: Case["given"], want: string): Case => ({ it, given, want: { zone: want } as Case["want"] });
cases("zone-queries-logged", [
  ofZone("accepts a log of this zone", [zone, log({ zoneId: [zone] })], "pass"),
  ofZone("refuses none", [zone], "fail"),
  ofZone("defers a log that may be of this zone", [zone, log({})], "deferred"),
  ofZone("asks nothing of a private zone", [planned(token("route53/zone"), "zone", { vpcs: [{ vpcId: "vpc-1" }] })], "not-applicable"),
]);
for (const kind of ["route53domains/registeredDomain", "route53domains/domain"]) {
  setting("domain-transfer-locked", kind, "transferLock", { good: [true], bad: [false], absent: "pass" });
  switchOn("domain-renewed", kind, "autoRenew", true);
}
