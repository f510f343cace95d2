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
    { readonly engine: "Rego"; readonly source: { readonly version: "v1"; readonly rego: string; readonly libs?: readonly string[] } },
  ];
}

/** A `constraints.gatekeeper.sh/v1beta1` object of the kind that the check's template defines. */
export interface Constraint {
  readonly apiVersion: "constraints.gatekeeper.sh/v1beta1";
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly enforcementAction: "deny";
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
  const { libraries = [], parameters } = admissionChecks[id];
  const libs = libraries.map((name) => rego(`lib/${name}.rego`));
  const source = { version: "v1", rego: rego(`${id}/policy.rego`), ...(libs.length > 0 ? { libs } : {}) } as const;
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: kind.toLowerCase(), annotations: { description: checks[id].title } },
    spec: {
      crd: { spec: { names: { kind }, ...(parameters === undefined ? {} : validation(parameters)) } },
      targets: [{ target: "admission.k8s.gatekeeper.sh", code: [{ engine: "Rego", source }] }],
    },
  };
}

const validation = (parameters: Readonly<Record<string, object>>): { readonly validation: object } => ({
  validation: { openAPIV3Schema: { type: "object", properties: parameters } },
});

/** What a stack decides, for every check; each gets those parameters that its Rego reads. */
export type Decisions = Readonly<Record<string, unknown>>;

/**
 * The constraint of a check: it carries the check's id, which is what a refusal and an audit name. Throws when a parameter is not decided: a
 * rule without it would let everything through, or nothing. `excludedNamespaces`: those that the cluster and the platform keep for themselves;
 * the webhook is not called for them, and neither the audit nor `gator test` asks about them.
 */
export function constraint(id: AdmissionCheckId, decisions: Decisions, excludedNamespaces: readonly string[] = []): Constraint {
  const { kinds, parameters, exceptDefault } = admissionChecks[id];
  const excluded = [...excludedNamespaces, ...(exceptDefault === true ? ["default"] : [])];
  const match = { kinds, ...(excluded.length > 0 ? { excludedNamespaces: excluded } : {}) };
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: constraintKind(id),
    metadata: { name: id },
    spec: {
      enforcementAction: "deny",
      match,
      ...(parameters === undefined ? {} : { parameters: decided(parameters, decisions) }),
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
