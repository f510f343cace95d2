import { UserError } from "../user-error";
import { type Json, type JsonObject, isJsonObject } from "./values";

/** What a provider function answers when it is called with these arguments; `args` names only those that matter. */
export interface InvokeAnswer {
  readonly token: string;
  readonly args: JsonObject;
  readonly result: JsonObject;
}

/** The first answer whose token and arguments fit a call. */
export function writtenAnswer(answers: readonly InvokeAnswer[], token: string, args: JsonObject): JsonObject | undefined {
  return answers.find((one) => one.token === token && contains(args, one.args))?.result;
}

/** Whether a value holds all that is wanted of it; lists have to be alike. */
function contains(value: Json, wanted: Json): boolean {
  if (isJsonObject(wanted)) return isJsonObject(value) && Object.entries(wanted).every(([key, item]) => contains(value[key], item));
  return JSON.stringify(value) === JSON.stringify(wanted);
}

const form = '[{ "token": "aws:ec2/getVpc:getVpc", "args": { "tags": { "Name": "shop" } }, "result": { "id": "vpc-1" } }]';

/** Answers as they stand in a file: a list. Throws a UserError that names the file, the entry, and what to write. */
export function invokeAnswers(document: Json, file: string): readonly InvokeAnswer[] {
  if (!Array.isArray(document)) throw new UserError(`${file} is not a list; write one such as ${form}`);
  return (document as readonly Json[]).map((entry, index) => {
    const { token, args, result } = isJsonObject(entry) ? entry : {};
    const at = `${file}: [${String(index)}]`;
    if (typeof token !== "string" || token.split(":").length !== 3)
      throw new UserError(`${at}.token is no token of a function; write one such as aws:ec2/getVpc:getVpc`);
    if (args !== undefined && !isJsonObject(args))
      throw new UserError(`${at}.args is no object; write the arguments that matter, or leave it out`);
    if (!isJsonObject(result)) throw new UserError(`${at}.result is no object; write what the function answers`);
    return { token, args: args ?? {}, result };
  });
}
