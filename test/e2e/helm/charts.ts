import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { findAssets } from "../tools/kubernetes";

/**
 * Where a chart lies: in the folder that `E2E_CHARTS` names (`NAME` or `NAME-VERSION.tgz`), else among those that came with Go modules, of
 * the module's version. Undefined when neither has it: no repository of charts can be reached.
 */
export function findChart(chart: string, version: string | undefined): string | undefined {
  const name = basename(chart);
  const own = process.env["E2E_CHARTS"];
  const candidates = [
    ...(own === undefined ? [] : [join(own, `${name}-${version ?? ""}.tgz`), join(own, name)]),
    join(findAssets(), "charts", name),
  ];
  return candidates.find((path) => existsSync(path));
}
