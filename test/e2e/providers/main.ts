import { main } from "@pulumi/pulumi/provider";
import { answerAboutConfiguration } from "./configuration";
import { StandIn } from "./stand-in";

/** `main.ts NAME ADDRESS`: serves the stand-in for one provider; the engine's address is the last argument. */
const [name = "", ...args] = process.argv.slice(2);

const versions: Readonly<Record<string, string>> = { aws: "7.48.0", eks: "4.3.0", kubernetes: "4.34.2" };

answerAboutConfiguration();
void main(new StandIn(versions[name] ?? "1.0.0"), args);
