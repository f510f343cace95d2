import type { Requirement } from "../model";
import { gdprRequirements } from "./gdpr";
import { hipaaRequirements } from "./hipaa";
import { pciDssRequirements } from "./pci-dss";
import { popiaRequirements } from "./popia";

const all = { ...pciDssRequirements, ...hipaaRequirements, ...gdprRequirements, ...popiaRequirements };

/** `<framework>:<number in its text>`, e.g. `pci-dss:3.5.1`. */
export type RequirementId = keyof typeof all;

export const requirements: Readonly<Record<RequirementId, Requirement>> = all;

/** In the order of the frameworks and of their texts. */
export const requirementIds = Object.keys(all) as readonly RequirementId[];
