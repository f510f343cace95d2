import { type PreviewCheck, onEach } from "./check";
import { onPlatform } from "./presence";
import type { Reader } from "./reader";
import { UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, fail, notApplicable, pass } from "./verdict";

const addonType = "aws:eks/addon:Addon";
const cniComponent = "eks:index:VpcCniAddon";

/** Undefined when the name is not known. */
function isCni(addon: Reader): boolean | undefined {
  const name = addon.type === cniComponent ? "vpc-cni" : addon.read("addonName");
  return name === UNKNOWN ? undefined : name === "vpc-cni";
}

function networkPolicy(addon: Reader): Verdict {
  const cni = isCni(addon);
  if (cni === undefined) return deferred("addonName");
  if (!cni) return notApplicable;
  const off = 'NetworkPolicies are stored but not enforced; set enableNetworkPolicy to "true" in configurationValues';
  const inText = (values: string) => demand(switchedOn(values), off);
  const inObject = () => addon.expect("configurationValues.enableNetworkPolicy", isTrue, off);
  const inValues = () => addon.inspect("configurationValues", (values) => (typeof values === "string" ? inText(values) : inObject()));
  // The component has an argument of its own, which wins.
  return addon.type === cniComponent
    ? addon.inspect("enableNetworkPolicy", (on) => (on === undefined ? inValues() : demand(isTrue(on), off)))
    : inValues();
}

/** The add-on's values as JSON, or as one line of YAML, which EKS accepts too. */
function switchedOn(values: string): boolean {
  try {
    const parsed = JSON.parse(values) as { readonly enableNetworkPolicy?: boolean | string } | null;
    return isTrue(parsed?.enableNetworkPolicy);
  } catch {
    return /^enableNetworkPolicy:\s*(["']?)true\1\s*$/im.test(values);
  }
}

export const addonChecks = {
  "eks-addon-version-pinned": onEach(addonType, (addon) =>
    addon.expect(
      "addonVersion",
      (version) => typeof version === "string" && /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version),
      "an add-on follows the newest version at the time of the update; set addonVersion to a full version, with its eksbuild number",
    ),
  ),
  "vpc-cni-network-policy-on": onEach(addonType, networkPolicy),
  "vpc-cni-addon-present": onPlatform(addonType, (plan) => {
    const found = plan.ofType(addonType).map(isCni);
    if (found.includes(true)) return pass;
    return found.includes(undefined)
      ? deferred("addonName")
      : fail("nothing in the program enforces NetworkPolicies; add the vpc-cni add-on with enableNetworkPolicy");
  }),
} as const satisfies Record<string, PreviewCheck>;
