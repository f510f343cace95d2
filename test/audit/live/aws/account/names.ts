import type { Exchange, Input, Output } from "../../../../../audit/live/aws/call";

/** The account and region of the stack dev. */
export const account = "111122223333";
export const region = "eu-central-1";

export const arn = (service: string, rest: string, where = region): string => `arn:aws:${service}:${where}:${account}:${rest}`;
export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

export const keyId = "0a1b2c3d-1111-2222-3333-444455556666";
export const keyArn = arn("kms", `key/${keyId}`);
/** One that AWS manages: its ARN looks like any other. */
export const awsKeyId = "9f8e7d6c-1111-2222-3333-444455556666";
export const awsKeyArn = arn("kms", `key/${awsKeyId}`);

export const vpcId = "vpc-0aaa";
export const subnetId = "subnet-0aaa";
export const cluster = "platform-dev";

/** What a call was answered, for each subject. */
export type Answered = Readonly<Record<string, readonly Exchange[]>>;

export const once = (output: Output, input: Input = {}): readonly Exchange[] => [{ input, output }];
export const about = (...pairs: readonly (readonly [Input, Output | null])[]): readonly Exchange[] =>
  pairs.map(([input, output]) => ({ input, output }));

export const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** When the sample was read is in cluster.ts; this is so many days before. */
export const daysAgo = (days: number): string => new Date(Date.parse("2026-11-29T12:00:00.000Z") - days * 86_400_000).toISOString();

export const tags = [
  { Key: "owner", Value: "platform-team" },
  { Key: "environment", Value: "development" },
  { Key: "data-classification", Value: "internal" },
  { Key: "framework-scope", Value: "hipaa" },
];
