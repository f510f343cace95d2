import type { Check } from "../model";

export const networkChecks = {} as const satisfies Record<string, Check>;
