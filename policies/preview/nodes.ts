import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import type { Reader } from "./reader";
import { UNKNOWN, numberOf } from "./tree";
import { type Verdict, demand, fail, notApplicable, pass } from "./verdict";
import { movesTimeServers } from "./user-data";
import { withZones } from "./zones";

export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const metadataDefaultsType = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";

/** Without a word on tokens EC2 answers version 1 calls too. A service that is off needs no token. */
export function tokensRequired(resource: Reader): Verdict {
  const base = resource.type === metadataDefaultsType ? resource : resource.at("metadataOptions");
  return base.inspect("httpEndpoint", (endpoint) =>
    endpoint === "disabled"
      ? pass
      : base.expect(
          "httpTokens",
          (mode) => mode === "required",
          "the metadata service answers without a session token; set metadataOptions.httpTokens to required",
        ),
  );
}

/** Absent is not 1: the image decides then, and those of EKS ask for 2. */
function hopLimit(template: Reader): Verdict {
  return template.inspect("metadataOptions.httpEndpoint", (endpoint) =>
    endpoint === "disabled"
      ? pass
      : template.expect(
          "metadataOptions.httpPutResponseHopLimit",
          (limit) => numberOf(limit) === 1,
          "pods can reach the metadata service and take the node's role; set metadataOptions.httpPutResponseHopLimit to 1",
        ),
  );
}

/**
 * EKS reads an absent version as the template's default one, which moves. A version that a planned template will give out is a number:
 * the words $Latest and $Default are written in programs, and are known.
 */
function templateVersion(group: Reader): Verdict {
  return group.inspect("launchTemplate", (template) => {
    if (template === undefined) return notApplicable;
    if (group.read("launchTemplate.version") === UNKNOWN && group.comesFrom("launchTemplate", templateType)) return pass;
    return group.expect(
      "launchTemplate.version",
      (version) => numberOf(version) !== undefined,
      "nodes would change with the template unseen by a preview; set launchTemplate.version to a number",
    );
  });
}

/** EKS replaces one node at a time when nothing is said. */
function rollout(group: Reader): Verdict {
  const fast =
    "an update takes too many nodes away at once; set updateConfig.maxUnavailable to 1, or maxUnavailablePercentage to 50 or less";
  return group.inspect("updateConfig.maxUnavailablePercentage", (percentage) => {
    if (percentage !== undefined) return demand((numberOf(percentage) ?? 100) <= 50, fast);
    return group.inspect("updateConfig.maxUnavailable", (count) => {
      if (count === undefined || numberOf(count) === 1) return pass;
      return group.inspect("scalingConfig.minSize", (size) => demand((numberOf(count) ?? 100) * 2 <= (numberOf(size) ?? 1), fast));
    });
  });
}

function sshKey(resource: Reader): Verdict {
  const path = resource.type === templateType ? "keyName" : "remoteAccess.ec2SshKey";
  return resource.expect(path, (key) => key === undefined || key === "", "nodes accept an SSH key; remove it and use Session Manager");
}

export const nodeChecks = {
  "node-metadata-token-required": onEach([templateType, metadataDefaultsType], tokensRequired),
  "node-metadata-hop-limit-one": onEach(templateType, hopLimit),
  "node-group-has-launch-template": onEach(nodeGroupType, (group) =>
    group.expect(
      "launchTemplate",
      (template) => template !== undefined,
      "EKS would make a launch template with hop limit 2 and without your key; set launchTemplate to one of your own",
    ),
  ),
  "node-group-launch-template-version-fixed": onEachInPlan(nodeGroupType, templateVersion),
  "node-group-rolls-gradually": onEach(nodeGroupType, rollout),
  "node-image-hardened": onEach(nodeGroupType, (group) =>
    group.expect(
      "amiType",
      (type) => typeof type === "string" && /^(AL2023|BOTTLEROCKET)_/.test(type),
      "the node image is not one of a hardened family; set amiType to an AL2023_ or BOTTLEROCKET_ type",
    ),
  ),
  "node-no-ssh-key": onEach([nodeGroupType, templateType], sshKey),
  "node-group-spans-zones": onEachInPlan(nodeGroupType, (group, plan) =>
    group.inspect("scalingConfig.minSize", (size) =>
      withZones(group, "subnetIds", plan, (zones) =>
        demand(
          (numberOf(size) ?? 1) >= zones,
          "the group may shrink to fewer nodes than zones; raise scalingConfig.minSize to the number of zones",
        ),
      ),
    ),
  ),
  "node-user-data-keeps-time-servers": onEach(templateType, (template) =>
    template.inspect("userData", (data) =>
      typeof data === "string" && movesTimeServers(data)
        ? fail("user data replaces the time servers of the image; remove them, so that the Amazon Time Sync Service stays the source")
        : pass,
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
