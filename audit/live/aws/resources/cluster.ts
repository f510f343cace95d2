import type { Inputs } from "../../../../policies/preview/tree";
import { type AwsResource, type Translation, at, camel, list, outputFor, tagsOf, text } from "../resource";

const clusterType = "aws:eks/cluster:Cluster";

/** Kinds of control-plane log that are on. */
const logTypes = (cluster: unknown): readonly string[] =>
  list(cluster, "logging", "clusterLogging").flatMap((one) =>
    at(one, "enabled") === true ? (list(one, "types") as readonly string[]) : [],
  );

/** The first of a list where the provider has one. */
function encryption(cluster: unknown): Inputs {
  const [first] = list(cluster, "encryptionConfig");
  return first === undefined ? {} : { encryptionConfig: camel(first) };
}

const clusters: Translation = {
  types: [clusterType],
  from: ["eks.DescribeCluster"],
  make: (answers) =>
    answers("eks.DescribeCluster").map(({ output }) => {
      const cluster = at(output, "cluster");
      return {
        type: clusterType,
        name: text(cluster, "name"),
        ids: [text(cluster, "arn")],
        inputs: {
          name: text(cluster, "name"),
          version: text(cluster, "version"),
          vpcConfig: camel(at(cluster, "resourcesVpcConfig") ?? {}),
          ...encryption(cluster),
          enabledClusterLogTypes: logTypes(cluster),
          accessConfig: camel(at(cluster, "accessConfig") ?? {}),
          upgradePolicy: camel(at(cluster, "upgradePolicy") ?? {}),
          deletionProtection: at(cluster, "deletionProtection") === true,
          tags: tagsOf(at(cluster, "tags")),
        },
      };
    }),
};

const groupType = "aws:eks/nodeGroup:NodeGroup";

const nodeGroups: Translation = {
  types: [groupType],
  from: ["eks.DescribeNodegroup"],
  make: (answers) =>
    answers("eks.DescribeNodegroup").map(({ output }) => {
      const group = at(output, "nodegroup");
      return {
        type: groupType,
        name: `${text(group, "clusterName")}/${text(group, "nodegroupName")}`,
        ids: [text(group, "nodegroupArn")],
        inputs: {
          clusterName: text(group, "clusterName"),
          subnetIds: list(group, "subnets") as readonly string[],
          amiType: text(group, "amiType"),
          version: text(group, "version"),
          releaseVersion: text(group, "releaseVersion"),
          nodeRoleArn: text(group, "nodeRole"),
          ...(at(group, "launchTemplate") === undefined ? {} : { launchTemplate: camel(at(group, "launchTemplate")) }),
          ...(at(group, "remoteAccess") === undefined ? {} : { remoteAccess: camel(at(group, "remoteAccess")) }),
          updateConfig: camel(at(group, "updateConfig") ?? {}),
          scalingConfig: camel(at(group, "scalingConfig") ?? {}),
          tags: tagsOf(at(group, "tags")),
        },
      };
    }),
};

const addonType = "aws:eks/addon:Addon";

const addons: Translation = {
  types: [addonType],
  from: ["eks.DescribeAddon"],
  make: (answers) =>
    answers("eks.DescribeAddon").map(({ output }) => {
      const addon = at(output, "addon");
      return {
        type: addonType,
        name: `${text(addon, "clusterName")}/${text(addon, "addonName")}`,
        ids: [text(addon, "addonArn")],
        inputs: {
          addonName: text(addon, "addonName"),
          addonVersion: text(addon, "addonVersion"),
          ...(at(addon, "configurationValues") === undefined ? {} : { configurationValues: text(addon, "configurationValues") }),
        },
      };
    }),
};

const entryType = "aws:eks/accessEntry:AccessEntry";
const policyType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** EKS makes entries for nodes and services itself; people and programs have the type STANDARD. */
const access: Translation = {
  types: [entryType, policyType],
  from: ["eks.DescribeAccessEntry", "eks.ListAssociatedAccessPolicies"],
  make: (answers) =>
    answers("eks.DescribeAccessEntry").flatMap(({ output, input }): readonly AwsResource[] => {
      const entry = at(output, "accessEntry");
      const principalArn = text(entry, "principalArn");
      const name = `${text(entry, "clusterName")}/${principalArn.split("/").at(-1) ?? ""}`;
      if (text(entry, "type") !== "STANDARD" || principalArn.includes(":role/aws-service-role/")) return [];
      const policies = answers("eks.ListAssociatedAccessPolicies")
        .filter((one) => one.input["principalArn"] === input["principalArn"] && one.input["clusterName"] === input["clusterName"])
        .flatMap((one) => list(one.output, "associatedAccessPolicies"));
      return [
        {
          type: entryType,
          name,
          ids: [text(entry, "accessEntryArn")],
          inputs: { principalArn, kubernetesGroups: list(entry, "kubernetesGroups") as readonly string[] },
        },
        ...policies.map((policy): AwsResource => ({
          type: policyType,
          name: `${name}/${text(policy, "policyArn").split("/").at(-1) ?? ""}`,
          ids: [],
          inputs: { principalArn, policyArn: text(policy, "policyArn"), accessScope: camel(at(policy, "accessScope") ?? {}) },
        })),
      ];
    }),
};

const identityType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const identities: Translation = {
  types: [identityType],
  from: ["eks.DescribePodIdentityAssociation"],
  make: (answers) =>
    answers("eks.DescribePodIdentityAssociation").map(({ output }) => {
      const association = at(output, "association");
      return {
        type: identityType,
        name: `${text(association, "clusterName")}/${text(association, "namespace")}/${text(association, "serviceAccount")}`,
        ids: [text(association, "associationArn")],
        inputs: {
          namespace: text(association, "namespace"),
          serviceAccount: text(association, "serviceAccount"),
          roleArn: text(association, "roleArn"),
        },
      };
    }),
};

const repositoryType = "aws:ecr/repository:Repository";
const repositoryPolicyType = "aws:ecr/repositoryPolicy:RepositoryPolicy";

const repositories: Translation = {
  types: [repositoryType, repositoryPolicyType],
  from: ["ecr.DescribeRepositories", "ecr.GetRepositoryPolicy"],
  make: (answers) =>
    answers("ecr.DescribeRepositories")
      .flatMap(({ output }) => list(output, "repositories"))
      .flatMap((repository): readonly AwsResource[] => {
        const name = text(repository, "repositoryName");
        const policy = outputFor(answers("ecr.GetRepositoryPolicy"), "repositoryName", name);
        const encrypted = at(repository, "encryptionConfiguration");
        return [
          {
            type: repositoryType,
            name,
            ids: [text(repository, "repositoryArn")],
            inputs: {
              name,
              imageTagMutability: text(repository, "imageTagMutability"),
              imageScanningConfiguration: camel(at(repository, "imageScanningConfiguration") ?? {}),
              encryptionConfigurations: encrypted === undefined ? [] : [camel(encrypted)],
            },
          },
          ...(policy === undefined
            ? []
            : [{ type: repositoryPolicyType, name, ids: [], inputs: { repository: name, policy: text(policy, "policyText") } }]),
        ];
      }),
};

const registryType = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

const registry: Translation = {
  types: [registryType],
  from: ["ecr.GetRegistryScanningConfiguration"],
  make: (answers) =>
    answers("ecr.GetRegistryScanningConfiguration").map(({ output }) => {
      const configuration = at(output, "scanningConfiguration");
      return {
        type: registryType,
        name: "registry",
        ids: [],
        inputs: { scanType: text(configuration, "scanType"), rules: list(configuration, "rules").map(camel) },
      };
    }),
};

export const clusterTranslations: readonly Translation[] = [clusters, nodeGroups, addons, access, identities, repositories, registry];
