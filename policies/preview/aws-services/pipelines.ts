import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { isTrue } from "../tree";
import { type Verdict, anyOf, notApplicable, pass, worst } from "../verdict";
import { namedValue } from "./environment";
import { ownKey, turnedOff } from "./ask";

const projectType = "aws:codebuild/project:Project";

const noCredentials = (project: Reader): Verdict =>
  worst([
    pass,
    ...project.every("environment.environmentVariables", (variable) =>
      variable.inspect("type", (type) =>
        type === "PARAMETER_STORE" || type === "SECRETS_MANAGER"
          ? notApplicable
          : variable.inspect("name", (name) =>
              namedValue(
                variable,
                typeof name === "string" ? name : "",
                "value",
                "a variable holds a credential, which everybody who may look at the project can read; set its type to SECRETS_MANAGER",
              ),
            ),
      ),
    ),
  ]);

const artifactsEncrypted = (project: Reader): Verdict =>
  worst(
    ["artifacts", "secondaryArtifacts", "logsConfig.s3Logs"].flatMap((path) =>
      project.every(
        path,
        (one) =>
          one.expect("encryptionDisabled", (value) => !isTrue(value), "what a build writes is in clear; set encryptionDisabled to false"),
        notApplicable,
      ),
    ),
  );

/** CloudWatch is on unless somebody turns it off. */
const logged = (project: Reader): Verdict =>
  anyOf(
    [
      project.expect("logsConfig.cloudwatchLogs.status", (status) => status !== "DISABLED", ""),
      project.expect("logsConfig.s3Logs.status", (status) => status === "ENABLED", ""),
    ],
    "what a build did is not recorded; set logsConfig.cloudwatchLogs.status to ENABLED",
  );

const noAddressWithPassword = (project: Reader): Verdict =>
  worst(
    ["source", "secondarySources"].flatMap((path) =>
      project.every(
        path,
        (source) =>
          source.expect(
            "location",
            (location) => typeof location !== "string" || !/^https?:\/\/[^/\s]*@/.test(location),
            "the address of the source holds a credential; connect the repository with a CodeStar connection instead",
          ),
        notApplicable,
      ),
    ),
  );

export const pipelineChecks = {
  "build-environment-no-credentials": onEach(projectType, noCredentials),
  "build-source-no-credentials": onEach(projectType, noAddressWithPassword),
  "build-not-privileged": turnedOff(
    { [projectType]: "environment.privilegedMode" },
    "a build has all rights of its machine; set environment.privilegedMode to false",
  ),
  "build-artifacts-encrypted": onEach(projectType, artifactsEncrypted),
  "build-encrypted-with-cmk": ownKey(
    { [projectType]: "encryptionKey" },
    "what a build writes is encrypted with a key of AWS; set encryptionKey to the ARN of a key",
  ),
  "build-logged": onEach(projectType, logged),
  "build-not-public": onEach(projectType, (project) =>
    project.expect(
      "projectVisibility",
      (value) => value !== "PUBLIC_READ",
      "everybody can read what builds write; set projectVisibility to PRIVATE",
    ),
  ),
  "pipeline-artifacts-encrypted-with-cmk": onEachInPlan("aws:codepipeline/pipeline:Pipeline", (pipeline) =>
    worst(
      pipeline.every("artifactStores", (store) =>
        customerKey(
          store,
          "encryptionKey.id",
          "what a pipeline hands on is encrypted with a key of AWS; set encryptionKey with the ARN of a key",
        ),
      ),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
