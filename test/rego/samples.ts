import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const admissionFolder = join(__dirname, "../../policies/admission");

/** An object that a check at admission allows or refuses. */
export interface Sample {
  readonly file: string;
  readonly path: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec?: Readonly<Record<string, unknown>>;
  };
  /** The message of the refusal; undefined when the object is allowed. */
  readonly refusedWith?: string;
}

const expectation = /^# refused with: (.+)\n/;

/** The samples of a check. The name of a file says what is expected; the first line of one that is refused says the message. */
export function samplesOf(id: string): readonly Sample[] {
  const folder = join(admissionFolder, id, "samples");
  return readdirSync(folder)
    .sort()
    .map((file) => {
      if (!/^(?:allowed|denied)-[a-z0-9-]+\.yaml$/.test(file))
        throw new Error(`${id}/samples/${file}: name it allowed-*.yaml or denied-*.yaml`);
      const path = join(folder, file);
      const text = readFileSync(path, "utf8");
      const refusedWith = expectation.exec(text)?.[1];
      if (file.startsWith("denied-") && refusedWith === undefined)
        throw new Error(`${id}/samples/${file}: begin with "# refused with: MESSAGE"`);
      const object = parse(text) as Sample["object"];
      return { file, path, object, ...(refusedWith === undefined ? {} : { refusedWith }) };
    });
}
