import type { Check } from "../model";

export const runtimeChecks = {} as const satisfies Record<string, Check>;
