import type { Check } from "../model";

export const meshChecks = {} as const satisfies Record<string, Check>;
