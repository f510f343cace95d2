import { allConfig } from "@pulumi/pulumi/runtime/config";

/** Hands back its configuration as the engine gives it to a program. */
export const config = allConfig();
