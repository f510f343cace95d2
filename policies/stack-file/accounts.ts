import { demand, notApplicable, notEvaluated, worst } from "../preview/verdict";
import { accountOf } from "../settings/read";
import type { Stack, StackFileCheck } from "./check";
import { environmentOf } from "./environment";

const isProduction = (stack: Stack): boolean => environmentOf(stack) === "production";

/** Production shares its account with no stack that is not production, seen from either side. */
export const productionHasOwnAccount: StackFileCheck = ({ current, others }) => {
  if (environmentOf(current) === undefined) return notEvaluated("the stack file does not say which environment this is");
  const different = others.filter((other) => environmentOf(other) !== undefined && isProduction(other) !== isProduction(current));
  const account = accountOf(current.config);
  if (different.length === 0) return notApplicable;
  if (account === undefined) return notEvaluated("aws:allowedAccountIds does not name one account");
  return worst(
    different.map((other) => {
      const theirs = accountOf(other.config);
      if (theirs === undefined) return notEvaluated(`aws:allowedAccountIds of the stack ${other.stack} does not name one account`);
      return demand(
        theirs !== account,
        `production and something else share an account (see the stack ${other.stack}); set aws:allowedAccountIds to an account of its own`,
      );
    }),
  );
};
