import { resolve } from "node:path";
import { type Attestation, attestationsFrom } from "../../policies/settings";
import { parseYaml } from "../plan/stack-yaml";
import { readTextFile } from "../plan/text-file";

/** Throws one error that names the file and every mistake in it. */
export const readAttestations = (file: string, cwd: string): readonly Attestation[] =>
  attestationsFrom(parseYaml(readTextFile(resolve(cwd, file)), file), file);
