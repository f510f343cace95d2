import type { Check } from "../model";

export const admissionChecks = {} as const satisfies Record<string, Check>;
