import { type AwsCall, names } from "../call";

/** Stores of applications: the inventory asks whose they are. */
export const storeCalls: readonly AwsCall[] = [
  { service: "dynamodb", operation: "ListTables", lists: ["TableNames"] },
  {
    service: "dynamodb",
    operation: "DescribeTable",
    each: { of: "dynamodb.ListTables", inputs: (exchanges) => names(exchanges, "TableNames").map((TableName) => ({ TableName })) },
  },
  { service: "efs", operation: "DescribeFileSystems", lists: ["FileSystems"] },
  { service: "rds", operation: "DescribeDBClusters", lists: ["DBClusters"] },
  { service: "rds", operation: "DescribeDBInstances", lists: ["DBInstances"] },
  // An account without queues answers without a list. The attributes tell the ARN, by which tags are found.
  { service: "sqs", operation: "ListQueues" },
  {
    service: "sqs",
    operation: "GetQueueAttributes",
    input: { AttributeNames: ["QueueArn"] },
    each: { of: "sqs.ListQueues", inputs: (exchanges) => names(exchanges, "QueueUrls").map((QueueUrl) => ({ QueueUrl })) },
  },
];
