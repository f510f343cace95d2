import { cacheBase } from "./cache";
import { prepareChromium } from "./chromium";
import { prepareKubernetes } from "./kubernetes";
import { preparePulumi } from "./pulumi";
import { preparePython } from "./python";

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Makes what `npm run test:e2e` needs, once. */
async function prepare(): Promise<void> {
  prepareChromium(say);
  preparePython(say);
  await preparePulumi(say);
  await prepareKubernetes(say);
  say(`everything is there: ${cacheBase()}`);
}

prepare().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
