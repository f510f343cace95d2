/** The services of AWS that the audit reads. */
export interface Service {
  /** The SDK's package is `@aws-sdk/client-<package>`. */
  readonly package: string;
  readonly client: string;
  /** Of the service's actions in IAM. */
  readonly iam: string;
}

export const services = {
  accessanalyzer: { package: "accessanalyzer", client: "AccessAnalyzerClient", iam: "access-analyzer" },
  acm: { package: "acm", client: "ACMClient", iam: "acm" },
  backup: { package: "backup", client: "BackupClient", iam: "backup" },
  cloudtrail: { package: "cloudtrail", client: "CloudTrailClient", iam: "cloudtrail" },
  cloudwatch: { package: "cloudwatch", client: "CloudWatchClient", iam: "cloudwatch" },
  config: { package: "config-service", client: "ConfigServiceClient", iam: "config" },
  dynamodb: { package: "dynamodb", client: "DynamoDBClient", iam: "dynamodb" },
  ec2: { package: "ec2", client: "EC2Client", iam: "ec2" },
  ecr: { package: "ecr", client: "ECRClient", iam: "ecr" },
  efs: { package: "efs", client: "EFSClient", iam: "elasticfilesystem" },
  eks: { package: "eks", client: "EKSClient", iam: "eks" },
  elb: { package: "elastic-load-balancing-v2", client: "ElasticLoadBalancingV2Client", iam: "elasticloadbalancing" },
  events: { package: "eventbridge", client: "EventBridgeClient", iam: "events" },
  firehose: { package: "firehose", client: "FirehoseClient", iam: "firehose" },
  guardduty: { package: "guardduty", client: "GuardDutyClient", iam: "guardduty" },
  iam: { package: "iam", client: "IAMClient", iam: "iam" },
  inspector: { package: "inspector2", client: "Inspector2Client", iam: "inspector2" },
  kms: { package: "kms", client: "KMSClient", iam: "kms" },
  logs: { package: "cloudwatch-logs", client: "CloudWatchLogsClient", iam: "logs" },
  rds: { package: "rds", client: "RDSClient", iam: "rds" },
  s3: { package: "s3", client: "S3Client", iam: "s3" },
  s3control: { package: "s3-control", client: "S3ControlClient", iam: "s3" },
  secrets: { package: "secrets-manager", client: "SecretsManagerClient", iam: "secretsmanager" },
  sns: { package: "sns", client: "SNSClient", iam: "sns" },
  sqs: { package: "sqs", client: "SQSClient", iam: "sqs" },
  ssm: { package: "ssm", client: "SSMClient", iam: "ssm" },
  tagging: { package: "resource-groups-tagging-api", client: "ResourceGroupsTaggingAPIClient", iam: "tag" },
  waf: { package: "wafv2", client: "WAFV2Client", iam: "wafv2" },
} as const satisfies Record<string, Service>;

export type ServiceId = keyof typeof services;
