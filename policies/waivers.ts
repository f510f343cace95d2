/** An accepted exception to one check, with an owner and an end. Kept in the stack file under `compliant-eks:platform.waivers`. */
export interface Waiver {
  /** Check id. */
  readonly check: string;
  /**
   * URN, or a pattern of it in which `*` stands for any characters; or an object of a cluster, for checks at admission:
   * `kubernetes:NAMESPACE/KIND/NAME`, e.g. `kubernetes:records/Deployment/legacy-*`, with nothing before the slash for what is in no namespace.
   */
  readonly resource: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  /** `YYYY-MM-DD`; valid to the end of that day, UTC. */
  readonly expires: string;
}

/** A result that a waiver may cover. */
export interface Waivable {
  readonly check: string;
  readonly urn: string;
}

/** `today` is a day in UTC, `YYYY-MM-DD`; the last day itself still counts. */
export const isExpired = (waiver: Waiver, today: string): boolean => waiver.expires < today;

/** Whether a waiver names this check and resource, valid or not. */
export const covers = (waiver: Waiver, check: string, urn: string): boolean => waiver.check === check && matches(waiver.resource, urn);

/** The waiver that excuses a failure on a day: of several, the one that lasts longest. */
export function matchWaiver(waivers: readonly Waiver[], check: string, urn: string, today: string): Waiver | undefined {
  return waivers
    .filter((waiver) => !isExpired(waiver, today) && covers(waiver, check, urn))
    .reduce<Waiver | undefined>((best, next) => (best === undefined || next.expires > best.expires ? next : best), undefined);
}

/** Objects of a cluster, as a waiver names them. */
export interface ClusterReference {
  /** Empty for what is in no namespace. */
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Something of an account that an audit read, by the URN of its finding. */
export const isAccountReference = (resource: string): boolean => /^urn:pulumi:[^:]*::account::/.test(resource);

export const isClusterReference = (resource: string): boolean => resource.startsWith("kubernetes:");

/** What a waiver's resource names in a cluster; undefined when it names nothing there, or not in the form. */
export function clusterReference(resource: string): ClusterReference | undefined {
  const [, namespace, kind, name] = /^kubernetes:([a-z0-9.*-]*)\/([A-Za-z*]+)\/([A-Za-z0-9.:*-]+)$/.exec(resource) ?? [];
  return namespace === undefined || kind === undefined || name === undefined ? undefined : { namespace, kind, name };
}

export type WaiverFault = "expired" | "unknown-check" | "unmatched" | "too-wide";

export interface WaiverAnalysis {
  readonly waiver: Waiver;
  /** How many of the failures it names, "matched N". */
  readonly matched: number;
  /** Expired ones and those of unknown checks are mandatory findings, the other two advisory. */
  readonly faults: readonly { readonly fault: WaiverFault; readonly level: "mandatory" | "advisory" }[];
}

/** What is wrong with each waiver, in the order of the stack file. */
export function analyseWaivers(
  waivers: readonly Waiver[],
  failures: readonly Waivable[],
  knownChecks: ReadonlySet<string>,
  today: string,
): readonly WaiverAnalysis[] {
  return waivers.map((waiver) => {
    const matched = failures.filter(({ check, urn }) => covers(waiver, check, urn)).length;
    const known = knownChecks.has(waiver.check);
    const mandatory = [...(isExpired(waiver, today) ? ["expired" as const] : []), ...(known ? [] : ["unknown-check" as const])];
    const advisory = [
      // What a waiver for objects of a cluster or things of an account matches, only these show.
      ...(known && matched === 0 && !isClusterReference(waiver.resource) && !isAccountReference(waiver.resource)
        ? ["unmatched" as const]
        : []),
      ...(isTooWide(waiver.resource) ? ["too-wide" as const] : []),
    ];
    return {
      waiver,
      matched,
      faults: [
        ...mandatory.map((fault) => ({ fault, level: "mandatory" as const })),
        ...advisory.map((fault) => ({ fault, level: "advisory" as const })),
      ],
    };
  });
}

/** A pattern whose last part, the resource's name, has no literal text also covers resources that nobody has looked at. */
export function isTooWide(pattern: string): boolean {
  const reference = clusterReference(pattern);
  if (reference !== undefined) return isAll(reference.name) || (reference.namespace !== "" && isAll(reference.namespace));
  const name = pattern.split("::").at(-1) ?? "";
  return isAll(name);
}

const isAll = (pattern: string): boolean => pattern.replaceAll("*", "") === "";

/** `*` stands for any characters, everything else for itself. Linear in the length of the text for each `*`. */
function matches(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return text === pattern;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  return rest.every((part) => {
    const found = text.indexOf(part, at);
    at = found + part.length;
    return found !== -1 && at <= end;
  });
}
