import { notEvaluated, demand, notApplicable } from "../preview/verdict";
import type { StackFileCheck } from "./check";
import { environmentOf } from "./environment";

/** Key services that Pulumi can encrypt with; whoever may use the key is decided, logged and withdrawn there. */
const keyService = /^(awskms|azurekeyvault|gcpkms|hashivault):\/\/./;

/** A passphrase is shared by all who deploy, and nobody can tell who used it. What Pulumi's own service keeps is named nowhere. */
export const secretsProviderIsKms: StackFileCheck = ({ current }) => {
  const environment = environmentOf(current);
  if (environment === undefined) return notEvaluated("the stack file does not say which environment this is");
  if (environment !== "production") return notApplicable;
  return demand(
    keyService.test(current.secretsProvider ?? ""),
    "the secrets of a production stack are not encrypted by a key service; set secretsprovider to awskms:// and a key",
  );
};
