import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument, stringify } from "yaml";
import type { Path } from "../../../policies/settings/problems";
import { secretPaths } from "../../../policies/settings/secrets";
import { findTools } from "../tools/pulumi";
import type { WorkspaceOptions } from ".";

export const root = join(__dirname, "../../..");

/** What our own program consists of. */
const sources = ["components", "policies", "config.ts", "index.ts", "package.json", "tsconfig.json"];

export const providers = ["aws", "eks", "kubernetes"] as const;

/** The name under which a pack is started without a language host that knows packs; see `analyzer`. */
const fallbackRuntime = "standin";

/** Copies our own program, or writes another one, and links the installed packages. */
export function writeProgram(directory: string, program: string | Readonly<Record<string, string>> | undefined): void {
  if (program === undefined) for (const name of sources) cpSync(join(root, name), join(directory, name), { recursive: true });
  else if (typeof program === "string") cpSync(program, directory, { recursive: true });
  else for (const [name, text] of Object.entries(program)) writeFileSync(join(directory, name), text);
  if (program !== undefined) cpSync(join(root, "policies"), join(directory, "policies"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
}

/** The project file as committed, with the stand-ins as providers. */
export function writeProject(directory: string, plugins: string, own: boolean): void {
  const project = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
  const named = own ? project : { ...project, name: "small", description: "A small program" };
  const standIns = providers.map((name) => ({ name, path: join(plugins, name) }));
  writeFileSync(join(directory, "Pulumi.yaml"), stringify({ ...named, plugins: { providers: standIns } }));
}

/**
 * Writes a stack file without what only the owner of its key can read, and returns the secrets to put in their place: path and value.
 */
export function writeStack(directory: string, { stack, config, stackFile }: WorkspaceOptions): readonly (readonly [string, string])[] {
  const file = `Pulumi.${stack}.yaml`;
  if (config !== undefined) {
    writeFileSync(join(directory, file), stringify({ config }));
    return [];
  }
  const { readable, secrets } = withoutSecrets(stackFile ?? readFileSync(join(root, file), "utf8"));
  writeFileSync(join(directory, file), readable);
  return secrets.map((path) => [keyPath(path), `planted-${String(path.at(-1)).split(":").at(-1) ?? ""}`]);
}

/** The text with nothing where a secret was and without what names their key, and the secrets' places. Comments and order stay. */
function withoutSecrets(text: string): { readonly readable: string; readonly secrets: readonly Path[] } {
  const document = parseDocument(text);
  for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) document.delete(key);
  const { config = {} } = document.toJS() as { config?: Readonly<Record<string, unknown>> };
  const secrets = secretPaths(config);
  for (const path of secrets) document.setIn(["config", ...path], "");
  return { readable: document.toString(), secrets };
}

/** As `pulumi config set --path` takes it: `project:key["of"][0]`. */
const keyPath = ([key, ...steps]: Path): string =>
  `${String(key)}${steps.map((step) => (typeof step === "number" ? `[${String(step)}]` : `["${step}"]`)).join("")}`;

/**
 * Executables by which the engine starts the stand-ins and the pack. The engine looks for a pack's runtime among its language plugins
 * first; one that it does not know it starts by a command on PATH.
 */
export function writePlugins(plugins: string): void {
  for (const name of providers) {
    mkdirSync(join(plugins, name), { recursive: true });
    executable(
      join(plugins, name, `pulumi-resource-${name}`),
      // The preload halves the time that the start of a stand-in takes.
      `--require "${join(root, "audit/plan/slim.cjs")}" --require "${require.resolve("tsx/cjs")}" "${join(root, "test/e2e/providers/main.ts")}" ${name} "$@"`,
    );
  }
  const host = findTools().host;
  if (host !== undefined) executable(join(plugins, "pulumi-language-nodejs"), `${hostFlags()} "$@"`, host);
  const pack = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  executable(join(plugins, `pulumi-analyzer-policy-${fallbackRuntime}`), `"${pack}" "$1" "$2"`);
}

/** The runtime's options of `Pulumi.yaml` as flags: the host that can be built is older than those that take them from the engine. */
function hostFlags(): string {
  const { runtime } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { runtime: { options: Record<string, unknown> } };
  const { typescript, nodeargs } = runtime.options;
  return `-typescript=${String(typescript)} -nodeargs="${String(nodeargs)}"`;
}

function executable(file: string, args: string, command = process.execPath): void {
  writeFileSync(file, `#!/bin/sh\nexec "${command}" ${args}\n`);
  chmodSync(file, 0o755);
}

/** The copied pack under the runtime that has no language plugin. */
export function redirectPack(directory: string): void {
  const file = join(directory, "policies", "PulumiPolicy.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^runtime: .*$/m, `runtime: ${fallbackRuntime}`));
}
