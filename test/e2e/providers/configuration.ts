import { Server, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type CheckRequest, CheckResponse, type ConfigureRequest, ConfigureResponse } from "@pulumi/pulumi/proto/provider_pb";

/**
 * Gives the servers of this process the two calls about a provider's own configuration, answered as real providers do.
 *
 * - `checkConfig`: the SDK's server answers that it has none; and an engine without an answer keeps a secret that is not known yet in a
 *   form on which its own `preview --json` ends with a panic ("attempt to encrypt value").
 * - `configure`: the SDK's server does not say that it takes part in previews; the engine then answers for it, and forgets in the preview
 *   of an update what the provider had computed, such as an ARN.
 */
export function answerAboutConfiguration(): void {
  const prototype: Pick<Server, "addService"> = Server.prototype;
  const original = prototype.addService;
  prototype.addService = function (this: Server, service, implementation: UntypedServiceImplementation): void {
    implementation["checkConfig"] = checkConfig;
    implementation["configure"] = configure;
    original.call(this, service, implementation);
  };
}

let known: Readonly<Record<string, unknown>> = {};

/** The configuration of this provider, as its program gave it. */
export const configured = (): Readonly<Record<string, unknown>> => known;

type Reply<Response> = (error: null, response: Response) => void;

function checkConfig({ request }: { readonly request: CheckRequest }, reply: Reply<CheckResponse>): void {
  const response = new CheckResponse();
  response.setInputs(request.getNews());
  reply(null, response);
}

function configure({ request }: { readonly request: ConfigureRequest }, reply: Reply<ConfigureResponse>): void {
  known = request.getArgs()?.toJavaScript() ?? {};
  const response = new ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setAcceptresources(true);
  response.setAcceptoutputs(true);
  response.setSupportspreview(true);
  reply(null, response);
}
