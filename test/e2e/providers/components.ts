import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult } from "@pulumi/pulumi/provider";

/** The children of an `eks:index:Cluster` that policies and programs look at, as the plugin of @pulumi/eks 4.3 registers them. */
export function construct(name: string, type: string, inputs: pulumi.Inputs, options: pulumi.ComponentResourceOptions): ConstructResult {
  const component = new pulumi.ComponentResource(type, name, inputs, options);
  if (type !== "eks:index:Cluster") return { urn: component.urn, state: {} };
  const cluster = new Raw("aws:eks/cluster:Cluster", `${name}-eksCluster`, clusterInputs(inputs), { parent: component });
  const kubeconfig = pulumi.output(
    cluster.endpoint.apply((server) => ({ apiVersion: "v1", kind: "Config", clusters: [{ name, cluster: { server } }] })),
  );
  const securityGroup = cluster.vpcConfig.apply((config) => config?.clusterSecurityGroupId);
  return {
    urn: component.urn,
    state: {
      eksCluster: cluster,
      kubeconfig,
      kubeconfigJson: pulumi.jsonStringify(kubeconfig),
      clusterSecurityGroupId: securityGroup,
      nodeSecurityGroupId: securityGroup,
      oidcProviderArn: "",
      oidcProviderUrl: "",
      oidcIssuer: "",
      instanceRoles: [],
    },
  };
}

class Raw extends pulumi.CustomResource {
  declare readonly endpoint: pulumi.Output<string>;
  declare readonly vpcConfig: pulumi.Output<{ readonly clusterSecurityGroupId?: string } | undefined>;

  constructor(type: string, name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
    super(type, name, { ...inputs, endpoint: undefined }, { ...options, version: "7.48.0" });
  }
}

/** The plugin always makes the creator an administrator (pulumi-eks issue 2373). */
function clusterInputs(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const key = inputs["encryptionConfigKeyArn"] as pulumi.Input<string> | undefined;
  const role = inputs["serviceRole"] as { readonly arn?: pulumi.Input<string> } | undefined;
  return {
    name: inputs["name"],
    version: inputs["version"],
    roleArn: role?.arn,
    accessConfig: { authenticationMode: inputs["authenticationMode"], bootstrapClusterCreatorAdminPermissions: true },
    bootstrapSelfManagedAddons: inputs["bootstrapSelfManagedAddons"],
    enabledClusterLogTypes: inputs["enabledClusterLogTypes"],
    deletionProtection: inputs["deletionProtection"],
    upgradePolicy: inputs["upgradePolicy"],
    vpcConfig: {
      endpointPrivateAccess: inputs["endpointPrivateAccess"],
      endpointPublicAccess: inputs["endpointPublicAccess"],
      publicAccessCidrs: inputs["publicAccessCidrs"],
      subnetIds: inputs["privateSubnetIds"] ?? inputs["subnetIds"],
    },
    ...(key === undefined ? {} : { encryptionConfig: { provider: { keyArn: key }, resources: ["secrets"] } }),
    ...(inputs["kubernetesServiceIpAddressRange"] === undefined
      ? {}
      : { kubernetesNetworkConfig: { serviceIpv4Cidr: inputs["kubernetesServiceIpAddressRange"] } }),
    tags: inputs["tags"],
  };
}
