import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AdmissionCheckId, checks } from "../controls";
import { admissionChecks } from "./checks";
import type { Kinds } from "./admission";
import { constraintKind } from "./kind";

/** A `templates.gatekeeper.sh/v1` ConstraintTemplate. */
export interface ConstraintTemplate {
  readonly apiVersion: "templates.gatekeeper.sh/v1";
  readonly kind: "ConstraintTemplate";
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly crd: { readonly spec: { readonly names: { readonly kind: string }; readonly validation?: object } };
    readonly targets: readonly [Target];
  };
}

interface Target {
  readonly target: "admission.k8s.gatekeeper.sh";
  readonly code: readonly [
    { readonly engine: "Rego"; readonly source: { readonly version: "v1"; readonly rego: string; readonly libs: readonly string[] } },
  ];
}

/** `warn` lets an object in and tells who brought it. */
export type EnforcementAction = "deny" | "warn";

/** Objects of a cluster that a waiver excuses; `*` stands for any characters. */
export interface Waived {
  /** Empty for what is in no namespace. */
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}

/** What holds for all constraints of a cluster, or for one. */
export interface ConstraintOptions {
  readonly enforcementAction?: EnforcementAction;
  /**
   * Those that the cluster and the platform keep for themselves: the webhook is not called for them, and neither the audit nor `gator test`
   * asks about them.
   */
  readonly excludedNamespaces?: readonly string[];
  readonly waived?: readonly Waived[];
}

/** A `constraints.gatekeeper.sh/v1beta1` object of the kind that the check's template defines. */
export interface Constraint {
  readonly apiVersion: "constraints.gatekeeper.sh/v1beta1";
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly enforcementAction: EnforcementAction;
    readonly match: { readonly kinds: readonly Kinds[]; readonly excludedNamespaces?: readonly string[] };
    readonly parameters?: Readonly<Record<string, unknown>>;
  };
}

/** The kinds that a check is about. */
export const constraintKinds = (id: AdmissionCheckId): readonly Kinds[] => admissionChecks[id].kinds;

const texts = new Map<string, string>();

/** A file of Rego beside this one, read once: a preview builds a template to plan it and again to compare. */
function rego(path: string): string {
  const text = texts.get(path) ?? readFileSync(join(__dirname, path), "utf8");
  texts.set(path, text);
  return text;
}

/** The template of a check: for the cluster, for tests and for `render` alike. Its name has to be that of its kind in lower case. */
export function constraintTemplate(id: AdmissionCheckId): ConstraintTemplate {
  const kind = constraintKind(id);
  const { libraries = [], parameters = {}, onDeletion = false } = admissionChecks[id];
  const name = kind.toLowerCase();
  const own = rego(`${id}/policy.rego`).replace(/^package \w+$/m, `package lib.checks.${name}`);
  const libs = [own, ...[...libraries, "waivers"].map((library) => rego(`lib/${library}.rego`))];
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name, annotations: { description: checks[id].title } },
    spec: {
      crd: { spec: { names: { kind }, ...validation({ ...parameters, waived: waivedSchema }) } },
      targets: [
        {
          target: "admission.k8s.gatekeeper.sh",
          code: [{ engine: "Rego", source: { version: "v1", rego: entry(name, onDeletion), libs } }],
        },
      ],
    },
  };
}

/** What Gatekeeper asks: the check's own Rego, but for what a waiver excuses, and for what somebody deletes unless the check is about that. */
const entry = (name: string, onDeletion: boolean): string => `package ${name}

import data.lib.checks.${name} as check
import data.lib.waivers

violation contains result if {
	some result in check.violation
	not waivers.excuses${onDeletion ? "" : '\n\tobject.get(input.review, "operation", "") != "DELETE"'}
}
`;

const text = { type: "string" } as const;
const waivedSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { namespace: text, kind: text, name: text, until: { ...text, description: "Last day, YYYY-MM-DD." } },
  },
} as const;

const validation = (parameters: Readonly<Record<string, object>>): { readonly validation: object } => ({
  validation: { openAPIV3Schema: { type: "object", properties: parameters } },
});

/** What a stack decides, for every check; each gets those parameters that its Rego reads. */
export type Decisions = Readonly<Record<string, unknown>>;

/**
 * The constraint of a check: it carries the check's id, which is what a refusal and an audit name. Throws when a parameter is not decided: a
 * rule without it would let everything through, or nothing.
 */
export function constraint(id: AdmissionCheckId, decisions: Decisions, options: ConstraintOptions = {}): Constraint {
  const { kinds, parameters = {}, exceptDefault, everywhere = false } = admissionChecks[id];
  const { enforcementAction = "deny", excludedNamespaces = [], waived = [] } = options;
  const excluded = [...excludedNamespaces, ...(exceptDefault === true ? ["default"] : [])];
  const all = { ...decided(parameters, decisions), ...(waived.length > 0 ? { waived } : {}) };
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: constraintKind(id),
    metadata: { name: id },
    spec: {
      enforcementAction,
      match: { kinds, ...(excluded.length > 0 && !everywhere ? { excludedNamespaces: excluded } : {}) },
      ...(Object.keys(all).length === 0 ? {} : { parameters: all }),
    },
  };
}

function decided(parameters: Readonly<Record<string, object>>, decisions: Decisions): Decisions {
  return Object.fromEntries(
    Object.keys(parameters).map((name) => {
      if (decisions[name] === undefined) throw new Error(`nothing is decided for the parameter ${name}`);
      return [name, decisions[name]];
    }),
  );
}
