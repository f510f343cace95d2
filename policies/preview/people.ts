import { type PreviewCheck, onEach } from "./check";
import { demandsTrue } from "./iam-conditions";
import { type Statement, onStatements } from "./iam-document";
import type { Reader } from "./reader";
import { roleType } from "./roles";
import { numberOf } from "./tree";
import { type Verdict, demand, notApplicable, notEvaluated } from "./verdict";

/** Principals that people sign in as: the whole of an account, or a user. A federated sign-in asks for its second factor itself. */
const isHuman = ({ principals }: Statement): boolean =>
  principals.some(({ kind, id }) => kind === "AWS" && /^\d{12}$|:root$|:user\//.test(id));

function secondFactor(statements: readonly Statement[]): Verdict {
  const human = statements.filter((statement) => statement.allow && isHuman(statement));
  if (human.length === 0) return notApplicable;
  return demand(
    human.every((statement) => demandsTrue(statement, "aws:multifactorauthpresent")),
    "people may assume the role with a password alone; test aws:MultiFactorAuthPresent with Bool, or name a role or an identity provider",
  );
}

const preferences = "SSM-SessionManagerRunShell";

/** The document that Session Manager reads its preferences from (Systems Manager user guide, "Session document schema"). */
function idle(document: Reader, minutes: number): Verdict {
  return document.inspect("name", (name) => {
    if (name !== preferences) return notApplicable;
    return document.inspect("content", (content) => {
      const inputs = inputsOf(content);
      if (inputs === undefined) return notEvaluated("content is no JSON document");
      const [rest, most] = [numberOf(inputs["idleSessionTimeout"] as never), numberOf(inputs["maxSessionDuration"] as never)];
      return demand(
        rest !== undefined && rest <= minutes && most !== undefined,
        "a forgotten session on a node stays open; set idleSessionTimeout to session.idle.minutes or less, and maxSessionDuration",
      );
    });
  });
}

function inputsOf(content: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const { inputs } = JSON.parse(String(content)) as { readonly inputs?: Readonly<Record<string, unknown>> };
    return inputs ?? {};
  } catch {
    return undefined;
  }
}

export const peopleChecks = {
  "role-for-people-demands-mfa": onEach(roleType, (role) => onStatements(role, "assumeRolePolicy", secondFactor)),
  "session-manager-idle-bounded": onEach("aws:ssm/document:Document", (document, { parameters }) =>
    idle(document, parameters["session.idle.minutes"]),
  ),
} as const satisfies Record<string, PreviewCheck>;
