import * as kms from "@pulumi/aws/kms";
import { next } from "./counter";

new kms.Key(`key-${String(next())}`);
