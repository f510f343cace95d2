import type { Check } from "../model";

export const backupChecks = {} as const satisfies Record<string, Check>;
