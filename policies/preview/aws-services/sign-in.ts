import { type PreviewCheck, onEach } from "../check";
import type { Reader } from "../reader";
import { isTrue, numberOf } from "../tree";
import { type Verdict, all } from "../verdict";
import { keptFromDeletion, setting } from "./ask";

const poolType = "aws:cognito/userPool:UserPool";
const identityPoolType = "aws:cognito/identityPool:IdentityPool";

const kinds = ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"] as const;

const passwords = (pool: Reader, least: number): Verdict =>
  all(
    pool.expect(
      "passwordPolicy.minimumLength",
      (length) => (numberOf(length) ?? 8) >= least,
      "passwords are too short; raise passwordPolicy.minimumLength to password.min.length",
    ),
    ...kinds.map((kind) => pool.expect(`passwordPolicy.${kind}`, isTrue, `passwords are too simple; set passwordPolicy.${kind} to true`)),
  );

export const signInChecks = {
  "user-pool-second-factor": setting(
    { [poolType]: "mfaConfiguration" },
    (value) => value === "ON",
    "a password alone lets people in; set mfaConfiguration to ON",
  ),
  "user-pool-passwords-strong": onEach(poolType, (pool, { parameters }) => passwords(pool, parameters["password.min.length"])),
  "user-pool-threats-stopped": onEach(poolType, (pool) =>
    pool.expect(
      "userPoolAddOns.advancedSecurityMode",
      (mode) => mode === "ENFORCED",
      "stolen passwords work; set userPoolAddOns.advancedSecurityMode to ENFORCED",
    ),
  ),
  "user-pool-deletion-protected": keptFromDeletion(
    { [poolType]: "deletionProtection" },
    "one call deletes all users; set deletionProtection to ACTIVE",
  ),
  "identity-pool-no-guests": onEach(identityPoolType, (pool) =>
    pool.expect(
      "allowUnauthenticatedIdentities",
      (value) => !isTrue(value),
      "whoever asks gets credentials of AWS; set allowUnauthenticatedIdentities to false",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
