import { addonChecks } from "../../../policies/preview/addons";
import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const addon = (inputs: Inputs) => planned("aws:eks/addon:Addon", "addon", inputs);
const cni = (inputs: Inputs = {}) => addon({ addonName: "vpc-cni", ...inputs });
const generic = (inputs: Inputs) => planned("eks:index:Addon", "component", inputs, { custom: false });
const cniComponent = (inputs: Inputs = {}) => planned("eks:index:VpcCniAddon", "cni", inputs, { custom: false });

table("eks-addon-version-pinned", addonChecks["eks-addon-version-pinned"], [
  { it: "passes for a whole version", given: cni({ addonVersion: "v1.22.4-eksbuild.3" }), want: "pass" },
  { it: "passes in the component", given: cniComponent({ addonVersion: "v1.22.4-eksbuild.3" }), want: "pass" },
  { it: "fails for a minor version", given: cni({ addonVersion: "v1.22" }), want: "fail" },
  { it: "fails without the build", given: cni({ addonVersion: "v1.22.4" }), want: "fail" },
  { it: "fails for the newest", given: cni({ addonVersion: "latest" }), want: "fail" },
  { it: "fails when nothing is said: EKS chooses", given: cni(), want: "fail" },
  { it: "is deferred when unknown", given: cni({ addonVersion: UNKNOWN }), want: "deferred" },
]);

table("vpc-cni-network-policy-on", addonChecks["vpc-cni-network-policy-on"], [
  { it: "passes when on as the schema wants it", given: cni({ configurationValues: '{"enableNetworkPolicy":"true"}' }), want: "pass" },
  { it: "passes when on as a boolean", given: cni({ configurationValues: '{"enableNetworkPolicy":true}' }), want: "pass" },
  {
    it: "passes when on in an object",
    given: generic({ addonName: "vpc-cni", configurationValues: { enableNetworkPolicy: "true" } }),
    want: "pass",
  },
  { it: "passes when on in YAML", given: cni({ configurationValues: 'env: {}\nenableNetworkPolicy: "true"\n' }), want: "pass" },
  { it: "passes when on in the component's argument", given: cniComponent({ enableNetworkPolicy: true }), want: "pass" },
  {
    it: "passes when on in the component's values",
    given: cniComponent({ configurationValues: { enableNetworkPolicy: "true" } }),
    want: "pass",
  },
  { it: "fails when off", given: cni({ configurationValues: '{"enableNetworkPolicy":"false"}' }), want: "fail" },
  {
    it: "fails when off in the component, whatever the values say",
    given: cniComponent({ enableNetworkPolicy: false, configurationValues: { enableNetworkPolicy: "true" } }),
    want: "fail",
  },
  { it: "fails when values say other things", given: cni({ configurationValues: '{"env":{}}' }), want: "fail" },
  { it: "fails when values are null", given: cni({ configurationValues: "null" }), want: "fail" },
  {
    it: "fails when it stands deeper than the add-on looks",
    given: cni({ configurationValues: '{"env":{"enableNetworkPolicy":"true"}}' }),
    want: "fail",
  },
  { it: "fails when nothing is said: the default is off", given: cni(), want: "fail" },
  { it: "fails when nothing is said in the component", given: cniComponent(), want: "fail" },
  { it: "is deferred when the values are unknown", given: cni({ configurationValues: UNKNOWN }), want: "deferred" },
  {
    it: "is not evaluated when the values are hidden",
    given: cni({ configurationValues: new Hidden("encrypted") }),
    want: "not-evaluated",
  },
  { it: "reads secret values", given: cni({ configurationValues: new Secret('{"enableNetworkPolicy":"true"}') }), want: "pass" },
  { it: "is deferred when it is unknown which add-on this is", given: addon({ addonName: UNKNOWN }), want: "deferred" },
  { it: "has nothing to say of other add-ons", given: addon({ addonName: "coredns" }), want: "not-applicable" },
]);

table("vpc-cni-addon-present", addonChecks["vpc-cni-addon-present"], [
  { it: "passes when it is there", given: [platform, cni()], want: { platform: "pass" } },
  { it: "passes when it is there as a component", given: [platform, cniComponent()], want: { platform: "pass" } },
  { it: "fails when it is missing", given: [platform, addon({ addonName: "coredns" })], want: { platform: "fail" } },
  { it: "fails when there is no add-on", given: platform, want: { platform: "fail" } },
  { it: "is deferred when an add-on's name is unknown", given: [platform, addon({ addonName: UNKNOWN })], want: { platform: "deferred" } },
]);
