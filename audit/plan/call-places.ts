import { createRequire } from "node:module";

const load = createRequire(__filename);

type Functions = Record<string, (token: string, ...rest: readonly unknown[]) => unknown>;

/** The ways in which the SDKs of providers call a function of their provider. */
const names = ["invoke", "invokeOutput", "invokeSingle", "invokeSingleOutput"] as const;

/** Set while a program runs: what is to be told of each call. */
let note: ((token: string) => void) | undefined;
let watched = false;

/** Once: what the SDKs of providers call is looked up in this module at each call. */
function watch(): void {
  if (watched) return;
  watched = true;
  const sdk = load("@pulumi/pulumi/runtime") as Functions;
  for (const name of names) {
    const original = sdk[name];
    if (original === undefined) continue;
    sdk[name] = (token, ...rest) => {
      note?.(token);
      return original(token, ...rest);
    };
  }
}

/**
 * Notes where in the program's folder each provider function is called first: the SDK tells the engine where a resource is made, but not where
 * a function is called. Gives the places by token, and ends the noting with `stop`. Without stack traces there are none.
 */
export function notedCalls(programDirectory: string): { readonly places: ReadonlyMap<string, string>; readonly stop: () => void } {
  const places = new Map<string, string>();
  watch();
  note = (token) => {
    const place = placeIn(new Error().stack ?? "", programDirectory);
    if (place !== undefined && !places.has(token)) places.set(token, place);
  };
  return { places, stop: () => (note = undefined) };
}

/** `file:line:column` of the innermost frame in the folder's own sources. */
function placeIn(stack: string, folder: string): string | undefined {
  const frames = [...stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+:\d+:\d+)/g)].map(([, place = ""]) => place);
  const own = frames.find((place) => place.startsWith(`${folder}/`) && !place.includes("/node_modules/") && !place.startsWith(__filename));
  return own?.slice(folder.length + 1);
}
