import { ASSET_MARK, type Comparable, type Plain, SECRET_MARK, UNKNOWN_MARK, dependentProperties, sorted } from "./resource";

/** What is read of a line of `pulumi preview --json`; the schema is the engine's `apitype.ResourceV3`. */
export interface EngineState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly inputs?: { readonly [key: string]: Plain };
}

export interface EngineStep {
  readonly op: string;
  readonly urn: string;
  readonly newState?: EngineState;
}

/** The document of `pulumi preview --json`. */
export interface EnginePreview {
  readonly steps: readonly EngineStep[];
}

/** What a first preview wants to create, sorted by URN; resources that are only read are left out. */
export function fromEngine(preview: EnginePreview): Comparable[] {
  return preview.steps
    .filter((step) => step.op === "create")
    .flatMap((step) => (step.newState === undefined ? [] : [comparable(step.newState)]))
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

function comparable(state: EngineState): Comparable {
  const byProperty = Object.entries(state.propertyDependencies ?? {}).map(([property, urns]) => [property, urns ?? []] as const);
  return {
    urn: state.urn,
    type: state.type,
    custom: state.custom,
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    parent: state.parent ?? "",
    provider: withoutUnknowns(state.provider ?? ""),
    dependencies: sorted(state.dependencies ?? []),
    propertyDependencies: dependentProperties(Object.fromEntries(byProperty)),
    inputs: mapped(state.inputs ?? {}),
  };
}

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignatures = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];

/** The engine's texts for values that are not known: of a string, boolean, number, array, asset, archive and object. */
const unknowns = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const mapped = (object: { readonly [key: string]: Plain }): { readonly [key: string]: Plain } =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plain(value)]));

function plain(value: Plain): Plain {
  if (typeof value === "string") return unknowns.has(value) ? UNKNOWN_MARK : value === "[secret]" ? SECRET_MARK : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(plain);
  const object = value as { readonly [key: string]: Plain };
  const kind = object[signature];
  if (kind === secretSignature) return SECRET_MARK;
  if (typeof kind === "string" && assetSignatures.includes(kind)) return ASSET_MARK;
  return mapped(object);
}

function withoutUnknowns(reference: string): string {
  const id = reference.split("::").pop() ?? "";
  return unknowns.has(id) ? reference.slice(0, -id.length) + UNKNOWN_MARK : reference;
}
