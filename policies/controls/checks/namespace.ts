import type { Check } from "../model";

export const namespaceChecks = {} as const satisfies Record<string, Check>;
