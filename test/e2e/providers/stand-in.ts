import type { ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import type { CheckResult, ConstructResult, CreateResult, DiffResult, InvokeResult, Provider, UpdateResult } from "@pulumi/pulumi/provider";
import { construct } from "./components";
import { note } from "./calls";
import { answerOf } from "./functions";
import { answersOf, idOf } from "./outputs";
import { replacing, typeOf } from "./types";

type Properties = Readonly<Record<string, unknown>>;

/** Keys that stand-ins put beside a resource's outputs, and a real provider would not. */
const bookkeeping = "__inputs";

/** A provider that makes nothing: it answers as the real one would, at once, and writes down what it was asked. */
export class StandIn implements Provider {
  constructor(readonly version: string) {}

  check(_urn: string, _olds: Properties, news: Properties): Promise<CheckResult> {
    return Promise.resolve({ inputs: { ...news } });
  }

  diff(_id: string, urn: string, olds: Properties, news: Properties): Promise<DiffResult> {
    const before = asKeys(olds[bookkeeping]);
    const keys = new Set([...before, ...Object.keys(news)]);
    const changed = [...keys].filter((key) => !covers(olds[key], news[key]));
    const replaces = replacing(typeOf(urn)).filter((key) => changed.includes(key));
    return Promise.resolve({ changes: changed.length > 0, replaces, deleteBeforeReplace: replaces.length > 0 });
  }

  create(urn: string, inputs: Properties): Promise<CreateResult> {
    if (isPreview()) return Promise.resolve({ id: "", outs: inputs });
    note("create", urn);
    return Promise.resolve({ id: idOf(urn), outs: outputs(urn, inputs) });
  }

  update(_id: string, urn: string, _olds: Properties, news: Properties): Promise<UpdateResult> {
    // An update keeps what the provider computed, such as the ARN: the real one says so in the preview already.
    if (!isPreview()) note("update", urn);
    return Promise.resolve({ outs: outputs(urn, news) });
  }

  delete(_id: string, urn: string): Promise<void> {
    note("delete", urn);
    return Promise.resolve();
  }

  invoke(token: string, args: Properties): Promise<InvokeResult> {
    return Promise.resolve({ outputs: answerOf(token, args) });
  }

  construct(name: string, type: string, inputs: Inputs, options: ComponentResourceOptions): Promise<ConstructResult> {
    return Promise.resolve(construct(name, type, inputs, options));
  }
}

export const isPreview = (): boolean => process.env["STANDIN_PREVIEW"] === "1";

const outputs = (urn: string, inputs: Properties): Properties => recorded(inputs, { ...inputs, ...answersOf(urn, inputs) });

/** Outputs with a note of what was asked for, by which a later difference is told. */
export const recorded = (inputs: Properties, outs: Properties): Properties => ({ ...outs, [bookkeeping]: Object.keys(inputs).sort() });

const asKeys = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Whether a state says what is asked for; a provider may have added to it. */
function covers(state: unknown, asked: unknown): boolean {
  if (typeof asked !== "object" || asked === null) return state === asked;
  if (typeof state !== "object" || state === null || Array.isArray(asked) !== Array.isArray(state)) return false;
  if (Array.isArray(asked) && asked.length !== (state as readonly unknown[]).length) return false;
  return Object.entries(asked).every(([key, value]) => covers((state as Properties)[key], value));
}
