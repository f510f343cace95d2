import { Server, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";

/**
 * Gives the servers of this process the call by which a provider looks at its own configuration. The SDK's server answers that it has
 * none, where real providers answer; and an engine without an answer keeps a secret that is not known yet in a form on which its own
 * `preview --json` ends with a panic ("attempt to encrypt value").
 */
export function answerCheckConfig(): void {
  const prototype: Pick<Server, "addService"> = Server.prototype;
  const original = prototype.addService;
  prototype.addService = function (this: Server, service, implementation: UntypedServiceImplementation): void {
    implementation["checkConfig"] = checkConfig;
    original.call(this, service, implementation);
  };
}

function checkConfig({ request }: { readonly request: CheckRequest }, reply: (error: null, response: CheckResponse) => void): void {
  const response = new CheckResponse();
  response.setInputs(request.getNews());
  reply(null, response);
}
