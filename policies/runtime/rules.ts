import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Waiver, clusterReference } from "../waivers";
import { type Source, runtimeCheckIds, runtimeChecks } from "./checks";

/** What a stack decides for the rules. */
export interface RuleDecisions {
  /** Beginnings of the names under which Kubernetes knows whoever deploys. */
  readonly deployers: readonly string[];
  readonly waivers: readonly Pick<Waiver, "check" | "resource" | "expires">[];
}

/**
 * The files of rules for a source of events, by name, in the order in which Falco loads them: what they share, what the stack decides, and a
 * file for each check.
 */
export function ruleFiles(source: Source, decisions: RuleDecisions): Readonly<Record<string, string>> {
  const checks = runtimeCheckIds.filter((id) => runtimeChecks[id] === source);
  return {
    "00-shared.yaml": text(`lib/${source}.yaml`),
    "01-stack.yaml": ofStack(source, decisions),
    ...Object.fromEntries(checks.map((id) => [`10-${id}.yaml`, text(`${id}.yaml`)])),
  };
}

const texts = new Map<string, string>();

/** A file beside this one, read once: a preview plans a release and judges it. */
function text(path: string): string {
  const known = texts.get(path) ?? readFileSync(join(__dirname, path), "utf8");
  texts.set(path, known);
  return known;
}

/** Macros that a stack fills: who deploys, and what a waiver excuses of each check until its last day. */
function ofStack(source: Source, { deployers, waivers }: RuleDecisions): string {
  const checks = runtimeCheckIds.filter((id) => runtimeChecks[id] === source);
  const macros = [
    ...(source === "k8s_audit"
      ? [
          macro(
            "ce_deployer",
            deployers.map((name) => `ka.user.name startswith ${quoted(name)}`),
          ),
        ]
      : []),
    ...checks.map((id) =>
      macro(
        `ce_waived_${id.replaceAll("-", "_")}`,
        waivers.filter(({ check }) => check === id).flatMap((waiver) => excused(source, waiver)),
      ),
    ),
  ];
  return macros.join("\n");
}

/** One of the conditions holds; never when there is none. */
const macro = (name: string, conditions: readonly string[]): string =>
  `- macro: ${name}\n  condition: ${JSON.stringify(conditions.length === 0 ? "(evt.num = 0)" : `(${conditions.join(" or ")})`)}\n`;

/** The fields that tell the pod of an event. */
const podFields: Readonly<Record<Source, { readonly namespace: string; readonly pod: string }>> = {
  syscall: { namespace: "k8s.ns.name", pod: "k8s.pod.name" },
  k8s_audit: { namespace: "ka.target.namespace", pod: "ka.target.name" },
};

/** An event of the waived pod, not after the end of the last day (UTC), which the event's own clock tells. */
function excused(source: Source, { resource, expires }: Pick<Waiver, "resource" | "expires">): readonly string[] {
  const reference = clusterReference(resource);
  if (reference === undefined) return [];
  const { namespace, pod } = podFields[source];
  return [
    `(${namespace} glob ${quoted(reference.namespace)} and ${pod} glob ${quoted(reference.name)} and evt.rawtime < ${endOf(expires)})`,
  ];
}

/** First nanosecond after a day, from 1970; later than the clock of events goes it is the last that a clock can tell. */
function endOf(day: string): string {
  const end = BigInt(Date.parse(`${day}T00:00:00Z`) + 86_400_000) * 1_000_000n;
  const last = 2n ** 64n - 1n;
  return String(end < last ? end : last);
}

const quoted = (value: string): string => JSON.stringify(value);
