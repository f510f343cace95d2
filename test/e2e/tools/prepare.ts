import { cacheBase } from "./cache";
import { prepareBackup } from "./backup";
import { chromium, preparePackaged, sysdig } from "./debian";
import { prepareKubernetes } from "./kubernetes";
import { preparePulumi } from "./pulumi";
import { preparePython } from "./python";

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Makes what `npm run test:e2e` needs, once. */
async function prepare(): Promise<void> {
  preparePackaged(chromium, say);
  preparePackaged(sysdig, say);
  preparePython(say);
  await preparePulumi(say);
  await prepareKubernetes(say);
  await prepareBackup(say);
  say(`everything is there: ${cacheBase()}`);
}

prepare().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
