import type { StackFileCheckId } from "../controls";
import { productionHasOwnAccount } from "./accounts";
import type { StackFileCheck } from "./check";
import { exceptionsEndWithinAYear } from "./exceptions";
import { stackNamesOwner } from "./owner";
import { secretsProviderIsKms } from "./secrets-provider";

/** Every check of the moment `stack-file`; one that the catalogue names and nobody wrote does not compile. */
export const stackFileChecks: Readonly<Record<StackFileCheckId, StackFileCheck>> = {
  "secrets-provider-is-kms": secretsProviderIsKms,
  "production-has-own-account": productionHasOwnAccount,
  "exceptions-end-within-a-year": exceptionsEndWithinAYear,
  "stack-names-owner": stackNamesOwner,
};
