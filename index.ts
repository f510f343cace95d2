import { Platform } from "./components/platform";
import { loadConfig } from "./config";

const platform = new Platform("platform", loadConfig());

export const clusterName = platform.clusterName;
export const kubeconfig = platform.kubeconfig;
export const vpcId = platform.vpcId;
export const controlPlaneSecurityGroupId = platform.controlPlaneSecurityGroupId;
