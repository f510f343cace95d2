import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";

/** Calls functions of the program (transforms) through the server that the SDK opens for them on the loopback interface. */
export class Callbacks {
  readonly #clients = new Map<string, CallbacksClient>();

  /** Sends a serialised request, gives the serialised response; rejects with the program's error message. */
  invoke(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    return new Promise((resolve, reject) => {
      this.#client(callback.getTarget()).invoke(message, (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(new Error(error.details));
      });
    });
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  #client(target: string): CallbacksClient {
    const existing = this.#clients.get(target);
    if (existing !== undefined) return existing;
    const client = new CallbacksClient(target, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
    this.#clients.set(target, client);
    return client;
  }
}
