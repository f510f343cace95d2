import { main } from "@pulumi/pulumi/provider";
import { Client } from "../kubernetes/client";
import { answerAboutConfiguration } from "./configuration";
import { ClusterStandIn } from "./kubernetes/provider";
import { StandIn } from "./stand-in";

/** `main.ts NAME ADDRESS`: serves the stand-in for one provider; the engine's address is the last argument. */
const [name = "", ...args] = process.argv.slice(2);

const versions: Readonly<Record<string, string>> = { aws: "7.48.0", eks: "4.3.0", kubernetes: "4.34.2" };

/** The one of Kubernetes works on a real API server when it is given one. */
function standIn(): StandIn {
  const version = versions[name] ?? "1.0.0";
  const kubeconfig = process.env["STANDIN_KUBECONFIG"];
  return name === "kubernetes" && kubeconfig !== undefined ? new ClusterStandIn(version, Client.of(kubeconfig)) : new StandIn(version);
}

answerAboutConfiguration();
void main(standIn(), args);
