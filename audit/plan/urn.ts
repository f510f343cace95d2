/**
 * URNs as the Pulumi engine forms them: `urn:pulumi:<stack>::<project>::<types of the ancestors, then its own, joined by $>::<name>`.
 */

/** Type of the root component that the SDK makes for every program. It never appears in the type chain of its children. */
const STACK_TYPE = "pulumi:pulumi:Stack";

const separator = "::";

export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** URN of the parent, or empty. */
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

export function newUrn({ stack, project, parent, type, name }: UrnParts): string {
  const chain = parent === "" ? "" : typeChain(parent);
  const qualified = chain === "" || chain === STACK_TYPE ? type : `${chain}$${type}`;
  return ["urn:pulumi:" + stack, project, qualified, name].join(separator);
}

/** Types of a URN's ancestors and its own, joined by `$`. */
function typeChain(urn: string): string {
  return urn.split(separator)[2] ?? "";
}

/** The resource's own type token. */
export function typeOf(urn: string): string {
  return typeChain(urn).split("$").pop() ?? "";
}

/** The name may itself hold the separator. */
export function nameOf(urn: string): string {
  return urn.split(separator).slice(3).join(separator);
}

/** Package of a type token, e.g. `aws` of `aws:kms/key:Key`; a provider's is the package it provides. */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerPrefix.length) : (type.split(":")[0] ?? "");
}

const providerPrefix = "pulumi:providers:";

export function isProviderType(type: string): boolean {
  return type.startsWith(providerPrefix);
}

export function providerType(packageName: string): string {
  return providerPrefix + packageName;
}
