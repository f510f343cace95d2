import type { AwsCall } from "../call";

export const identityCalls: readonly AwsCall[] = [
  {
    service: "iam",
    operation: "GetAccountAuthorizationDetails",
    lists: ["RoleDetailList", "Policies"],
    // Policies that AWS writes are judged by their names.
    input: { Filter: ["User", "Role", "Group", "LocalManagedPolicy"] },
  },
  { service: "iam", operation: "ListRoles", lists: ["Roles"] },
  { service: "iam", operation: "GetAccountSummary" },
  { service: "iam", operation: "GetAccountPasswordPolicy", absent: ["NoSuchEntityException", "NoSuchEntity"] },
  { service: "accessanalyzer", operation: "ListAnalyzers", lists: ["analyzers"] },
  {
    service: "accessanalyzer",
    operation: "ListFindingsV2",
    lists: ["findings"],
    input: { filter: { status: { eq: ["ACTIVE"] } } },
    each: {
      of: "accessanalyzer.ListAnalyzers",
      inputs: (exchanges) =>
        exchanges.flatMap(({ output }) =>
          ((output?.["analyzers"] ?? []) as readonly { readonly arn: string; readonly type: string }[])
            .filter(({ type }) => type === "ACCOUNT" || type === "ORGANIZATION")
            .map(({ arn }) => ({ analyzerArn: arn })),
        ),
    },
  },
];
