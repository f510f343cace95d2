import { listed } from "../call";
import { type AwsResource, type Translation, at, tagsOf, text } from "../resource";

/** Of a store the inventory asks its tags only. */
const store = (type: string, arn: string, tags?: unknown): AwsResource => ({
  type,
  name: arn.split(":").slice(5).join(":"),
  ids: [arn],
  inputs: tags === undefined ? {} : { tags: tagsOf(tags) },
});

const inventoried = (type: string, from: string, make: Translation["make"]): Translation => ({ types: [type], from: [from], make });

export const storeTranslations: readonly Translation[] = [
  inventoried("aws:dynamodb/table:Table", "dynamodb.DescribeTable", (answers) =>
    answers("dynamodb.DescribeTable").map(({ output }) => store("aws:dynamodb/table:Table", text(output, "Table", "TableArn"))),
  ),
  inventoried("aws:efs/fileSystem:FileSystem", "efs.DescribeFileSystems", (answers) =>
    listed(answers("efs.DescribeFileSystems"), "FileSystems").map((one) =>
      store("aws:efs/fileSystem:FileSystem", text(one, "FileSystemArn"), at(one, "Tags")),
    ),
  ),
  inventoried("aws:rds/cluster:Cluster", "rds.DescribeDBClusters", (answers) =>
    listed(answers("rds.DescribeDBClusters"), "DBClusters").map((one) =>
      store("aws:rds/cluster:Cluster", text(one, "DBClusterArn"), at(one, "TagList")),
    ),
  ),
  inventoried("aws:rds/instance:Instance", "rds.DescribeDBInstances", (answers) =>
    listed(answers("rds.DescribeDBInstances"), "DBInstances").map((one) =>
      store("aws:rds/instance:Instance", text(one, "DBInstanceArn"), at(one, "TagList")),
    ),
  ),
  inventoried("aws:sqs/queue:Queue", "sqs.GetQueueAttributes", (answers) =>
    answers("sqs.GetQueueAttributes").map(({ output }) => store("aws:sqs/queue:Queue", text(output, "Attributes", "QueueArn"))),
  ),
];
