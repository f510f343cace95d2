import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { holdsCredential } from "./credential-patterns";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { Hidden, Secret, UNKNOWN, type Value, isObject } from "./tree";
import { decoded } from "./user-data";
import { type Verdict, deferred, demand, fail, notEvaluated, pass, worst } from "./verdict";

const machineTypes = [
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:eks/nodeGroup:NodeGroup",
] as const;

const clean = (reader: Reader, path: string, message: string, prefix = ""): Verdict =>
  reader.expect(path, (value) => typeof value !== "string" || !holdsCredential(prefix + decoded(value)), message);

const userData = (machine: Reader): Verdict =>
  worst(
    ["userData", "userDataBase64"].map((property) =>
      clean(
        machine,
        property,
        "user data holds a credential, which every process on the machine can read; read it from Secrets Manager instead",
      ),
    ),
  );

function configMap(map: Reader): Verdict {
  const verdicts = ["data", "binaryData"].flatMap((property) => {
    const whole = map.read(property);
    if (whole === UNKNOWN) return [deferred(property)];
    if (whole instanceof Hidden) return [notEvaluated(whole.reason)];
    const entries = map.at(property);
    return entries
      .keys()
      .map((key) => clean(entries, `["${key}"]`, "an entry holds a credential; move it to a Secret or Secrets Manager", `${key}=`));
  });
  return worst([pass, ...verdicts]);
}

/**
 * The engine gives policies secrets without their mark, so only the program's own plan and its state can tell. In a manifest everything is in
 * clear.
 */
function secretValues(secret: Reader, plan: Plan): Verdict {
  if (plan.source === "manifest") return worst(["data", "stringData"].map((property) => inManifest(secret, property)));
  if (plan.source === "engine") return notEvaluated("the engine hands secrets to policies without their mark");
  return worst(["data", "stringData"].map((property) => marked(secret.resource.inputs[property])));
}

const inManifest = (secret: Reader, property: string): Verdict =>
  demand(
    secret.keys(property).length === 0,
    "a value stands in the manifest for everybody who reads it; let an operator fetch it from Secrets Manager, or mount it from there",
  );

function marked(value: Value): Verdict {
  if (value === UNKNOWN) return deferred("a value");
  if (value === undefined || value === null || value === "" || value instanceof Secret || value instanceof Hidden) return pass;
  if (isObject(value)) return worst([pass, ...Object.values(value).map(marked)]);
  return fail("a value is stored in clear in the program's state; wrap it in pulumi.secret, or read it with requireSecret");
}

export const credentialChecks = {
  "user-data-no-credentials": onEach(machineTypes, userData),
  "configmap-no-credentials": onEach("kubernetes:core/v1:ConfigMap", configMap),
  "secret-values-marked-secret": onEachInPlan("kubernetes:core/v1:Secret", secretValues),
} as const satisfies Record<string, PreviewCheck>;
