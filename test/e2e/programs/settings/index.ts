import * as kms from "@pulumi/aws/kms";
import { allConfig } from "@pulumi/pulumi/runtime/config";

/** Shows its configuration, as the engine hands it to a program, in a resource's tags. */
new kms.Key("settings", { tags: allConfig() });
