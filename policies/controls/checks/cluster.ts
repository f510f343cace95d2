import type { Check } from "../model";

export const clusterChecks = {} as const satisfies Record<string, Check>;
