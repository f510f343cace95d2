import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BenchError, type Command, measure } from "./measure";
import type { Subject } from "./subjects";

const packs = ["AwsSolutions", "HIPAA.Security", "PCI.DSS.321"];

/** The peer's packages are not ours: they are installed on request only. */
export function peerPackages(): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const missing = Object.keys(dependencies).filter((name) => !existsSync(join(__dirname, "node_modules", name, "package.json")));
  if (missing.length > 0) {
    throw new BenchError(
      `${missing.join(", ")} not installed: run \`npm ci --ignore-scripts --prefix bench\`, or leave the peer out with --no-peer`,
    );
  }
  return Object.keys(dependencies).map((name) => `${name} ${versionOf(name)}`);
}

function versionOf(name: string): string {
  const file = join(__dirname, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Runs the peer once, which fills its folder of assets as our first run fills our cache, and makes sure that all packs judged. */
export async function peer(output: string): Promise<Subject> {
  const command: Command = { args: [join(__dirname, "peer", "blueprint.cjs")], cwd: __dirname, env: { BENCH_OUT: output } };
  const { stdout } = await measure(command);
  const counted = /^\{"resources":(\d+)\}$/m.exec(stdout)?.[1];
  if (counted === undefined) throw new BenchError("the peer's blueprint did not say how many resources it has");
  const report = join(output, "validation-report.json");
  const { pluginReports } = JSON.parse(readFileSync(report, "utf8")) as { pluginReports: readonly { pluginName: string }[] };
  const silent = packs.filter((pack) => !pluginReports.some(({ pluginName }) => pluginName === pack));
  if (silent.length > 0) throw new BenchError(`the peer ran without its rules: no report of ${silent.join(", ")}`);
  return { name: "CDK + Blueprints + nag", resources: Number(counted), command };
}
