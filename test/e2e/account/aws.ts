import { type ServiceId, services } from "../../../audit/live/aws/services";
import { region } from "./server";

type Output = Readonly<Record<string, unknown>>;
type Construct = new (argument: object) => object;

/** Calls operations of the SDK by their names. */
export class Aws {
  readonly #clients = new Map<
    ServiceId,
    { readonly sdk: Output; readonly client: { send(command: object): Promise<object>; destroy(): void } }
  >();

  constructor(private readonly url: string) {}

  async call(service: ServiceId, operation: string, input: object = {}): Promise<Output> {
    const { sdk, client } = await this.#open(service);
    const Command = sdk[`${operation}Command`] as Construct | undefined;
    if (Command === undefined) throw new Error(`${service} has no operation ${operation}`);
    try {
      return (await client.send(new Command(input))) as Output;
    } catch (error) {
      throw new Error(`${service} ${operation} ${JSON.stringify(input)}: ${String(error)}`, { cause: error });
    }
  }

  close(): void {
    for (const { client } of this.#clients.values()) client.destroy();
  }

  async #open(service: ServiceId) {
    const known = this.#clients.get(service);
    if (known !== undefined) return known;
    const sdk = (await import(`@aws-sdk/client-${services[service].package}`)) as Output;
    const client = new (sdk[services[service].client] as Construct)({
      region,
      endpoint: this.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    }) as { send(command: object): Promise<object>; destroy(): void };
    const opened = { sdk, client };
    this.#clients.set(service, opened);
    return opened;
  }
}
