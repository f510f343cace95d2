import type { Check } from "../model";

export const auditChecks = {} as const satisfies Record<string, Check>;
