import { guardedClasses } from "../model";
import type { Issue } from "../problems";
import { choice, list, section, text, whole, words } from "./fields";
import type { Draft, Rule } from "./rules";
import { unique } from "./unique";

const word = (what: string) => text(what, /^[a-z][a-z0-9-]{0,62}$/);

const role = section({
  name: word("a role such as clinician").meta({ description: "Its name, as the claim `role` of a token has it." }),
  purposes: list("purposes such as treatment", word("a purpose such as treatment"), 1, 20).meta({
    description: "Purposes of use that it may state in the header `x-purpose-of-use`.",
  }),
  actions: list("actions such as read", word("an action such as read"), 1, 20).meta({ description: "Actions of routes that it may do." }),
});

/** Whose word is taken on who asks, and what each role may do. */
export const dataAccessSchema = section({
  issuer: text("an https address", /^https:\/\/[^\s?#]{1,200}$/).meta({
    description: "Issuer of tokens, exactly as their claim `iss` has it.",
  }),
  audience: words("the audience").meta({ description: "Audience of tokens, exactly as their claim `aud` has it." }),
  jwks: text("a JSON Web Key Set as JSON text, in quotes", /^\{[\s\S]{1,20000}\}$/).meta({
    description:
      "Public keys of the issuer (RFC 7517) as JSON text. They stand here so that nothing has to be fetched when a token is verified.",
  }),
  roles: list("roles", role, 1, 50).meta({ description: "Roles of people, and what each may do." }),
  breakGlass: section({
    role: word("a role such as break-glass").meta({ description: "The role that opens every record, with a reason, a ticket and an end." }),
    minutes: whole("minutes", 1, 240).default(60).meta({ description: "Longest time for which it does.", why: "An emergency is short." }),
  }).meta({ description: "Access in an emergency. It raises an alert." }),
});

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Requests that are asked of data access before a workload gets them. */
export const guardSchema = section({
  app: text("the value of a label app", /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/).meta({
    description: "Value of the label `app` of the guarded pods, and name of their service account.",
  }),
  port: whole("a port", 1, 65535).meta({ description: "Their port. Who may call is what the flows to it say." }),
  routes: list(
    "routes",
    section({
      methods: list("methods such as GET", choice(methods), 1, 6).meta({ description: "Methods of HTTP." }),
      path: text("a pattern that begins with ^ and ends with $", /^\^.{1,400}\$$/).meta({
        description: "Pattern (RE2) of path and query, with one group in parentheses: the record's id.",
      }),
      action: word("an action such as read").meta({ description: "What it does to the record." }),
    }),
    1,
    50,
  ).meta({ description: "Requests that exist; every other one is refused." }),
});

export const dataAccessRules: Rule = (platform) => [
  ...keyIssues(platform),
  ...roleIssues(platform),
  ...neededIssues(platform),
  ...guardIssues(platform),
];

function keyIssues({ dataAccess }: Draft): Issue[] {
  if (dataAccess?.jwks === undefined) return [];
  const path = ["dataAccess", "jwks"];
  let keys: unknown;
  try {
    keys = (JSON.parse(dataAccess.jwks) as { keys?: unknown }).keys;
  } catch {
    return [{ path, message: "is not JSON; write a JSON Web Key Set, such as '{\"keys\":[…]}'" }];
  }
  if (!Array.isArray(keys) || keys.length === 0) return [{ path, message: "has no keys; write the issuer's public keys" }];
  const parts = keys as readonly Readonly<Record<string, unknown>>[];
  if (parts.some((key) => key["d"] !== undefined || key["kty"] === "oct"))
    return [{ path, message: "has a private or shared key, which is no key for verifying; write public keys only, and replace that one" }];
  return parts.every((key) => key["kty"] === "RSA" || key["kty"] === "EC")
    ? []
    : [{ path, message: "has a key of another kind; write keys of kty RSA or EC" }];
}

function roleIssues({ dataAccess }: Draft): Issue[] {
  const names = dataAccess?.roles?.map((one) => one?.name);
  const emergency = dataAccess?.breakGlass?.role;
  return [
    ...unique(names, ["dataAccess", "roles"], "name", ["name"]),
    ...(emergency === undefined || names?.includes(emergency) !== false
      ? []
      : [{ path: ["dataAccess", "breakGlass", "role"], message: "is no role of dataAccess.roles; write one of them, or add it" }]),
  ];
}

function neededIssues({ dataAccess, namespaces }: Draft): Issue[] {
  if (dataAccess !== undefined) return [];
  return (namespaces ?? []).flatMap((one, index) =>
    guardedClasses.has(one?.dataClass) || (one?.guards ?? []).length > 0
      ? [
          {
            path: ["namespaces", index, one?.guards?.length ? "guards" : "dataClass"],
            message: "needs to know whose tokens are taken; write dataAccess, with issuer, audience, jwks, roles and breakGlass",
          },
        ]
      : [],
  );
}

/** A guard that nobody may call guards nothing, and a pattern without a group finds no record. */
function guardIssues({ namespaces, dataAccess }: Draft): Issue[] {
  const actions = new Set(dataAccess?.roles?.flatMap((one) => one?.actions ?? []));
  return (namespaces ?? []).flatMap((one, index) =>
    (one?.guards ?? []).flatMap((guard, at) => {
      const path = ["namespaces", index, "guards", at];
      const called = (namespaces ?? []).some((other) =>
        other?.flows?.some(
          (flow) =>
            (flow?.to?.namespace ?? other.name) === one?.name && flow?.to?.pods?.["app"] === guard?.app && flow?.port === guard?.port,
        ),
      );
      return [
        ...(called || guard?.app === undefined || guard.port === undefined
          ? []
          : [{ path, message: "guards what no flow leads to; write the flow to its app and port, or take the guard out" }]),
        ...(guard?.routes ?? []).flatMap((route, number) => [
          ...(route?.path === undefined || groupsIn(route.path) === 1
            ? []
            : [
                {
                  path: [...path, "routes", number, "path"],
                  message: "has not exactly one group; put the record's id, and nothing else, in parentheses",
                },
              ]),
          ...(route?.action === undefined || dataAccess === undefined || actions.has(route.action)
            ? []
            : [
                { path: [...path, "routes", number, "action"], message: "is an action that no role may do; write one of dataAccess.roles" },
              ]),
        ]),
      ];
    }),
  );
}

/** Groups that catch something. A pattern that the engine here cannot read has none. */
function groupsIn(pattern: string): number {
  try {
    return (new RegExp(`${pattern}|`).exec("")?.length ?? 1) - 1;
  } catch {
    return 0;
  }
}
