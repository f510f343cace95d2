import { type PreviewCheck, onEach } from "../check";
import { filled, ownKey, setting, textOf, turnedOn } from "./ask";

const notebookType = "aws:sagemaker/notebookInstance:NotebookInstance";
const endpointType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const modelType = "aws:sagemaker/model:Model";
const domainType = "aws:sagemaker/domain:Domain";

export const machineLearningChecks = {
  "notebook-not-public": setting(
    { [notebookType]: "directInternetAccess" },
    (value) => value === "Disabled",
    "the notebook reaches the internet past your network; set directInternetAccess to Disabled, and subnetId",
  ),
  "notebook-inside-vpc": filled({ [notebookType]: "subnetId" }, "the notebook is outside your network; set subnetId"),
  "notebook-users-not-root": setting(
    { [notebookType]: "rootAccess" },
    (value) => value === "Disabled",
    "users have all rights on the machine of the notebook; set rootAccess to Disabled",
  ),
  "notebook-requires-session-tokens": onEach(notebookType, (notebook) =>
    notebook.expect(
      "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion",
      (version) => textOf(version) === "2",
      "the metadata service answers without a session token; set minimumInstanceMetadataServiceVersion to 2",
    ),
  ),
  "learning-data-encrypted-with-cmk": ownKey(
    { [notebookType]: "kmsKeyId", [endpointType]: "kmsKeyArn", [domainType]: "kmsKeyId" },
    "its volumes are encrypted with a key of AWS; set kmsKeyId (kmsKeyArn of an endpoint) to the ARN of a key of your own",
  ),
  "model-inside-vpc": filled({ [modelType]: "vpcConfig.subnets" }, "the model is outside your network; set vpcConfig"),
  "model-isolated": turnedOn(
    { [modelType]: "enableNetworkIsolation" },
    "the model's containers may reach out; set enableNetworkIsolation to true",
  ),
  "learning-domain-inside-vpc": setting(
    { [domainType]: "appNetworkAccessType" },
    (value) => value === "VpcOnly",
    "apps reach the internet past your network; set appNetworkAccessType to VpcOnly",
  ),
} as const satisfies Record<string, PreviewCheck>;
