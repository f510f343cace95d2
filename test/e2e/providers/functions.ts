/** What the functions of a provider answer in the account that the stand-ins pretend to be. */

const region = "eu-central-1";
const account = "111122223333";

const answers: Readonly<Record<string, object>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    id: region,
    names: ["a", "b", "c"].map((zone) => region + zone),
    zoneIds: ["euc1-az2", "euc1-az3", "euc1-az1"],
    groupNames: [region],
  },
  "aws:index/getCallerIdentity:getCallerIdentity": {
    id: account,
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/platform-deployer/test`,
    userId: "AROATEST:test",
  },
  "aws:index/getRegion:getRegion": {
    id: region,
    name: region,
    region,
    description: "Europe (Frankfurt)",
    endpoint: `ec2.${region}.amazonaws.com`,
  },
  "aws:index/getPartition:getPartition": { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
  "aws:ec2/getVpc:getVpc": { id: "vpc-0a1b2c3d", cidrBlock: "10.0.0.0/16" },
  "aws:ec2/getAmi:getAmi": { id: "ami-0123456789abcdef0", imageId: "ami-0123456789abcdef0", architecture: "x86_64" },
  "aws:ssm/getParameter:getParameter": { id: "parameter", value: "ami-0123456789abcdef0", type: "String", version: 1 },
};

/** Throws for a function that no test needs: it must not look as if it had no answer. */
export function answerOf(token: string, args: object): object {
  const answer = answers[token];
  if (answer === undefined) throw new Error(`the stand-in does not know the function ${token}`);
  return { ...args, ...answer };
}
