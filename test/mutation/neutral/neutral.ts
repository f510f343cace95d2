/**
 * Properties that our stacks set and that protect nothing, each with the reason. A property that is neither here nor weakened somewhere
 * makes the mutation test fail, so that nobody adds one without saying what it is for.
 */
export interface Neutral {
  /** Types, by the end of their token; all when empty. */
  readonly of: readonly string[];
  readonly paths: readonly string[];
  readonly reason: string;
}
