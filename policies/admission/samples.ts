import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

/** Holds a folder for each check. */
export const admissionFolder = __dirname;

/** An object of Kubernetes as a sample has it. */
export interface SampleObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** An object that a check at admission allows or refuses. */
export interface Sample {
  /** Name of its file, with the kind that it was put into, if any. */
  readonly name: string;
  readonly object: SampleObject;
  /** The message of the refusal; undefined when the object is allowed. */
  readonly refusedWith?: string;
  /** Who asks; an administrator when nothing is said. */
  readonly as?: string;
  /** What else is in the cluster, where a check looks at that. */
  readonly inventory: readonly SampleObject[];
}

const expectation = /^# refused with: (.+)\n/;
const author = /^# as: (.+)\n/m;

/** The first document is the object; others are what the cluster has beside it. */
function objectsIn(text: string): Pick<Sample, "object" | "inventory"> {
  const [object, ...inventory] = parseAllDocuments(text).map((document) => document.toJS() as SampleObject);
  if (object === undefined) throw new Error("a sample has no object");
  return { object, inventory };
}

/**
 * The samples of a check. The name of a file says what is expected; the first line of one that is refused says the message, and a line
 * `# as: USER` who asks.
 */
export function samplesOf(id: string): readonly Sample[] {
  const folder = join(admissionFolder, id, "samples");
  return readdirSync(folder)
    .sort()
    .map((file) => {
      if (!/^(?:allowed|denied)-[a-z0-9-]+\.yaml$/.test(file))
        throw new Error(`${id}/samples/${file}: name it allowed-*.yaml or denied-*.yaml`);
      const text = readFileSync(join(folder, file), "utf8");
      const refusedWith = expectation.exec(text)?.[1];
      if (file.startsWith("denied-") !== (refusedWith !== undefined))
        throw new Error(`${id}/samples/${file}: a sample that is denied, and no other, begins with "# refused with: MESSAGE"`);
      const as = author.exec(text)?.[1];
      return {
        name: file,
        ...objectsIn(text),
        ...(refusedWith === undefined ? {} : { refusedWith }),
        ...(as === undefined ? {} : { as }),
      };
    });
}
