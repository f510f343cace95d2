import type { Match } from "./event-pattern";
import type { Known, Reader } from "./reader";
import { Hidden, UNKNOWN, isFalse, numberOf } from "./tree";

/** Alerts are of use while something can still be done: an event is told within the hour. */
const longestPeriod = 3600;
/** A control that failed is noticed within a day (PCI DSS 10.4.1 asks for a daily look at logs). */
const longestSilence = 86_400;

/** What a predicate says of an alarm's properties; a property that is not known, or not seen, may be anything. */
function judge(alarm: Reader, paths: readonly string[], holds: (values: readonly Known[]) => boolean): Match {
  const values = paths.map((path) => alarm.read(path));
  const known = values.filter((value): value is Known => value !== UNKNOWN && !(value instanceof Hidden));
  if (known.length < values.length) return "unsure";
  return holds(known) ? "yes" : "no";
}

const acts = (actions: Known, enabled: Known): boolean => Array.isArray(actions) && actions.length > 0 && !isFalse(enabled);

/** Whether the alarm goes off for a single occurrence that is counted as `weight`. */
export function ringsAtOnce(alarm: Reader, weight: number): Match {
  const paths = ["alarmActions", "actionsEnabled", "comparisonOperator", "threshold", "statistic", "period", "evaluationPeriods"];
  return judge(alarm, paths, ([actions, enabled, operator, threshold, statistic, period, periods]) => {
    const limit = numberOf(threshold) ?? Infinity;
    const reached =
      (operator === "GreaterThanOrEqualToThreshold" && weight >= limit) || (operator === "GreaterThanThreshold" && weight > limit);
    return (
      acts(actions, enabled) &&
      reached &&
      (statistic === "Sum" || statistic === "Maximum") &&
      numberOf(periods) === 1 &&
      (numberOf(period) ?? Infinity) <= longestPeriod
    );
  });
}

/**
 * Whether the alarm goes off when nothing comes in. A silent group or stream gives no data at all, so what is made of missing data decides,
 * not the threshold.
 */
export function ringsOnSilence(alarm: Reader): Match {
  const paths = ["alarmActions", "actionsEnabled", "treatMissingData", "period", "evaluationPeriods"];
  return judge(
    alarm,
    paths,
    ([actions, enabled, missing, period, periods]) =>
      acts(actions, enabled) &&
      missing === "breaching" &&
      (numberOf(period) ?? Infinity) * (numberOf(periods) ?? Infinity) <= longestSilence,
  );
}

/** Whether the alarm goes off when the oldest record has waited for a day at most. */
export function ringsOnDelay(alarm: Reader): Match {
  const paths = ["alarmActions", "actionsEnabled", "comparisonOperator", "threshold", "statistic", "period", "evaluationPeriods"];
  return judge(
    alarm,
    paths,
    ([actions, enabled, operator, threshold, statistic, period, periods]) =>
      acts(actions, enabled) &&
      typeof operator === "string" &&
      /^GreaterThan(OrEqualTo)?Threshold$/.test(operator) &&
      statistic === "Maximum" &&
      (numberOf(threshold) ?? Infinity) + (numberOf(period) ?? Infinity) * (numberOf(periods) ?? Infinity) <= longestSilence,
  );
}
