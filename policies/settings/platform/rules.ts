import type { Issue } from "../problems";
import type { StackSite } from "../site";
import type { Platform } from "./schema";

/** A stack file of which some parts may be wrong or missing; those are undefined. */
type Parts<T> = T extends readonly (infer Item)[]
  ? readonly (Parts<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Parts<T[Key]> | undefined }
    : T;

export type Draft = Parts<Platform>;

/**
 * What must hold between several values. A rule looks only at what is there, so that it also speaks when other parts are wrong. The site
 * is undefined when account or region are.
 */
export type Rule = (platform: Draft, site: StackSite | undefined) => Issue[];
