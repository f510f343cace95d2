import type { Check } from "../model";

export const encryptionChecks = {} as const satisfies Record<string, Check>;
