import type { Site } from "./args";
import { dnsSuffix } from "./partition";

/** The account's own registry, from which admission takes images. */
export const ownRegistry = ({ accountId, region, partition }: Site): string => `${accountId}.dkr.ecr.${region}.${dnsSuffix(partition)}`;
