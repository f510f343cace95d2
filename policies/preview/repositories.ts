import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { all, fail } from "./verdict";

const repositoryType = "aws:ecr/repository:Repository";
const noKey = "images are not encrypted with your key; set encryptionType KMS and kmsKey in encryptionConfigurations";

export const repositoryChecks = {
  "repository-tags-immutable": onEach(repositoryType, (repository) =>
    repository.expect(
      "imageTagMutability",
      (value) => value === "IMMUTABLE" || value === "IMMUTABLE_WITH_EXCLUSION",
      "an image can change under its tag; set imageTagMutability to IMMUTABLE",
    ),
  ),
  "repository-encrypted-with-cmk": onEachInPlan(repositoryType, (repository) =>
    all(...repository.every("encryptionConfigurations", (one) => customerKey(one, "kmsKey", noKey), fail(noKey))),
  ),
} as const satisfies Record<string, PreviewCheck>;
