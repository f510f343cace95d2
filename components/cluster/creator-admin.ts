import type * as pulumi from "@pulumi/pulumi";

/**
 * Turns off the administrator entry that EKS would make for whoever creates the cluster. The eks plugin sets it to true and has no
 * argument for it, so the deployer would keep an access that no code declares. Only the plugin's cluster is changed; the property is
 * read by EKS at creation and ignored by the plugin afterwards.
 */
export const withoutCreatorAdmin: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:eks/cluster:Cluster"
    ? { props: { ...props, accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } }, opts }
    : undefined;
