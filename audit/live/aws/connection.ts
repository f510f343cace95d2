import { UserError } from "../../user-error";
import type { Send } from "./ask";
import type { Input, Output } from "./call";
import { errorName, failureOf } from "./failure";
import { type Service, type ServiceId, services } from "./services";

export interface AccountOptions {
  readonly region: string;
  /** Milliseconds that one answer may take. */
  readonly timeout: number;
}

export interface AccountConnection {
  readonly send: Send;
  readonly close: () => void;
}

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
}

type Construct = new (argument: object) => object;
type Paginate = (config: object, input: object) => AsyncIterable<object>;

/** A package of the SDK: its client, its commands and, where answers have pages, what walks them. */
type Sdk = Readonly<Record<string, unknown>>;

interface Opened {
  readonly sdk: Sdk;
  readonly client: Client;
}

/** The SDK's own retries: with back-off, and slower altogether when AWS asks for it. */
const patience = { maxAttempts: 6, retryMode: "adaptive" } as const;

/** The SDK warns on every start that versions of next year will need a newer Node.js; the lock file has one that works on ours. */
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

async function open({ package: name, client }: Service, settings: object): Promise<Opened> {
  const sdk = (await import(`@aws-sdk/client-${name}`)) as Sdk;
  return { sdk, client: new (sdk[client] as Construct)(settings) as Client };
}

/** Opens clients as they are needed, all with one set of credentials. */
export async function connectAccount({ region, timeout }: AccountOptions): Promise<AccountConnection> {
  const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  const settings = {
    region,
    credentials: fromNodeProviderChain(),
    ...patience,
    // Buckets are listed for the whole account, wherever they are.
    followRegionRedirects: true,
    requestHandler: { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true },
  };
  const clients = new Map<ServiceId, Promise<Opened>>();
  const opened = (service: ServiceId): Promise<Opened> => {
    const known = clients.get(service) ?? open(services[service], settings);
    clients.set(service, known);
    return known;
  };
  return {
    send: async function* ({ service, operation }, input) {
      yield* pages(await opened(service), operation, input);
    },
    close: () => {
      for (const client of clients.values())
        void client.then(
          (one) => {
            one.client.destroy();
          },
          () => undefined,
        );
    },
  };
}

async function* pages({ sdk, client }: Opened, operation: string, input: Input): AsyncIterable<Output> {
  const paginate = sdk[`paginate${operation}`] as Paginate | undefined;
  if (paginate !== undefined) {
    for await (const page of paginate({ client }, input)) yield own(page);
    return;
  }
  const Command = sdk[`${operation}Command`] as Construct;
  let next: Input | undefined = {};
  while (next !== undefined) {
    const output: Output = own(await client.send(new Command({ ...input, ...next })));
    yield output;
    next = nextOf(output);
  }
}

/** Where an operation has pages and the SDK nothing that walks them: by the same member of the next request, unless a page was empty. */
function nextOf(output: Output): Input | undefined {
  if (output["HasMoreDeliveryStreams"] === true) throw Object.assign(new Error("there is more"), { name: "AnswerHasMore" });
  const member = ["NextToken", "nextToken", "NextMarker"].find((name) => typeof output[name] === "string" && output[name] !== "");
  const empty = Object.values(output).every((value) => !Array.isArray(value) || value.length === 0);
  return member === undefined || empty ? undefined : { [member]: output[member] };
}

function own(output: object): Output {
  return Object.fromEntries(Object.entries(output).filter(([name]) => name !== "$metadata"));
}

/** Account and caller behind the credentials. Throws a UserError, one sentence with the remedy, when there are none or AWS does not take them. */
export async function callerOf({ region, timeout }: AccountOptions): Promise<string> {
  const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  const client = new STSClient({ region, maxAttempts: 3, requestHandler: { connectionTimeout: timeout, requestTimeout: timeout } });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account !== undefined) return Account;
  } catch (error) {
    if (/CredentialsProviderError|TokenProviderError/.test(errorName(error)))
      throw new UserError(
        "there are no credentials for AWS; sign in (e.g. `aws sso login`, AWS_PROFILE), or read the cluster alone with --only cluster",
      );
    throw new UserError(`AWS does not say who is asking: ${failureOf(error).message}`);
  } finally {
    client.destroy();
  }
  throw new UserError("AWS does not say who is asking; look what stands between this machine and AWS");
}
