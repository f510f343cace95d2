import { PolicyPack } from "@pulumi/policy";
import { deserialiseOnce } from "./crossguard/deserialise-once";
import { packPolicies } from "./crossguard/pack";
import { packSettings } from "./pack-settings";
import { previewChecks } from "./preview";

deserialiseOnce();

/** The CrossGuard pack: every check of the moment `preview` as a policy of its own, at the level that the chosen frameworks give it. */
new PolicyPack("compliant-eks", {
  displayName: "Compliant EKS",
  description: "Technical checks of PCI DSS, HIPAA, GDPR and POPIA on planned resources of EKS platforms.",
  policies: packPolicies(previewChecks, packSettings()),
});
