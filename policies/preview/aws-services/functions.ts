import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { Hidden, UNKNOWN } from "../tree";
import { type Verdict, demand, notApplicable, pass } from "../verdict";
import { mapped } from "./environment";
import { filled, isFilled, setting } from "./ask";

const functionType = "aws:lambda/function:Function";
const permissionType = "aws:lambda/permission:Permission";
const urlType = "aws:lambda/functionUrl:FunctionUrl";

/** Runtimes that AWS had stopped patching by April 2026 (Lambda developer guide, "Deprecated runtimes"). */
const ended =
  /^(nodejs(\d\.\d+|\d+\.\d+|4\.3-edge|(8|10|12|14|16|18|20)\.x)?|python(2\.7|3\.[6-9])|ruby(2\.[57]|3\.2)|java8|go1\.x|dotnetcore[123]\.[01]|dotnet[567](\.0)?|provided)$/;

const hasVariables = (lambda: Reader, decide: () => Verdict): Verdict => {
  const variables = lambda.read("environment.variables");
  if (variables === UNKNOWN || variables instanceof Hidden) return decide();
  return isFilled(variables) ? decide() : notApplicable;
};

/** A service may act for any account unless its statement says for which (confused deputy). */
const callerNamed = (permission: Reader): Verdict =>
  permission.inspect("principal", (principal) => {
    const limited = ["sourceArn", "sourceAccount", "principalOrgId"].some((property) => permission.read(property) !== undefined);
    if (principal === "*") return demand(limited, "everybody may call the function; name a principal, or set principalOrgId");
    if (typeof principal === "string" && /\.amazonaws\.com(\.cn)?$/.test(principal))
      return demand(limited, "a service may call on behalf of any account; set sourceArn, or sourceAccount");
    return pass;
  });

export const functionChecks = {
  "function-environment-no-credentials": onEach(functionType, (lambda) =>
    mapped(
      lambda,
      "environment.variables",
      "a variable holds a credential, which everybody who may look at the function can read; read it from Secrets Manager instead",
    ),
  ),
  "function-environment-encrypted-with-cmk": onEachInPlan(functionType, (lambda) =>
    hasVariables(lambda, () =>
      customerKey(lambda, "kmsKeyArn", "variables are encrypted with a key of AWS; set kmsKeyArn to the ARN of a key of your own"),
    ),
  ),
  "function-inside-vpc": filled(
    { [functionType]: "vpcConfig.subnetIds" },
    "the function is outside your network; set vpcConfig with private subnets",
  ),
  "function-runtime-supported": onEach(functionType, (lambda) =>
    lambda.inspect("packageType", (type) =>
      type === "Image"
        ? notApplicable
        : lambda.expect(
            "runtime",
            (runtime) => typeof runtime === "string" && !ended.test(runtime),
            "nobody patches the runtime any more; name a newer one",
          ),
    ),
  ),
  "function-url-asks-who-calls": setting(
    { [urlType]: "authorizationType" },
    (type) => type === "AWS_IAM",
    "everybody on the internet may call the function; set authorizationType to AWS_IAM",
  ),
  "function-url-names-origins": onEach(urlType, (url) =>
    url.expect(
      "cors.allowOrigins",
      (origins) => !(Array.isArray(origins) && origins.includes("*")),
      "pages of anybody may call the function; name origins in cors.allowOrigins",
    ),
  ),
  "function-permission-names-caller": onEach(permissionType, callerNamed),
  "function-layer-private": onEach("aws:lambda/layerVersionPermission:LayerVersionPermission", (permission) =>
    permission.inspect("principal", (principal) =>
      principal === "*"
        ? permission.expect(
            "organizationId",
            (id) => id !== undefined,
            "everybody may use the layer; name an account, or set organizationId",
          )
        : pass,
    ),
  ),
  "function-failures-kept": onEach(functionType, (lambda) =>
    lambda.expect(
      "deadLetterConfig.targetArn",
      (target) => target !== undefined,
      "an event that failed is lost; set deadLetterConfig.targetArn",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
