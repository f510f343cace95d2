import { randomBytes } from "node:crypto";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Program } from "../control-plane/program";
import { freePorts } from "../control-plane/ports";
import { closeFolder, openFolder } from "../harness/cleanup";
import { findBackup } from "../tools/backup";

/** Who asks the store. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const region = "eu-central-1";
const role = `arn:minio:iam:${region}::role/idmp-e2e`;

/** MinIO on loopback, which answers as S3 does: versions, locks of objects, encryption with a named key, policies. */
export class Store {
  private constructor(
    private readonly folder: string,
    readonly url: string,
    private readonly root: Keys,
    private readonly program: Program,
    private readonly identities: Server,
  ) {}

  /** `keyName`: the only key that it has. */
  static async start(keyName: string): Promise<Store> {
    const folder = openFolder();
    const identities = await identityPlugin();
    const [port = 0] = await freePorts(1);
    const root = { accessKeyId: "root", secretAccessKey: randomBytes(24).toString("hex") };
    const url = `http://127.0.0.1:${String(port)}`;
    const program = Program.start({
      name: "minio",
      command: findBackup("minio"),
      args: ["server", "--quiet", "--address", `127.0.0.1:${String(port)}`, "--console-address", "127.0.0.1:0", join(folder, "data")],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        MINIO_ROOT_USER: root.accessKeyId,
        MINIO_ROOT_PASSWORD: root.secretAccessKey,
        MINIO_REGION: region,
        MINIO_KMS_SECRET_KEY: `${keyName}:${randomBytes(32).toString("base64")}`,
        MINIO_BROWSER: "off",
        MINIO_UPDATE: "off",
        MINIO_IDENTITY_PLUGIN_URL: `http://127.0.0.1:${String((identities.address() as AddressInfo).port)}/`,
        MINIO_IDENTITY_PLUGIN_ROLE_ID: "e2e",
        MINIO_IDENTITY_PLUGIN_ROLE_POLICY: "consoleAdmin",
      },
      log: join(folder, "minio.log"),
    });
    const store = new Store(folder, url, root, program, identities);
    // It says that it is ready before it knows who may do what.
    await program.ready(async () => (await store.client().send(new ListBucketsCommand({}))).$metadata.httpStatusCode === 200);
    return store;
  }

  client(keys: Keys = this.root): S3Client {
    return new S3Client({ endpoint: this.url, region, forcePathStyle: true, credentials: keys, maxAttempts: 1 });
  }

  /** Credentials that may do what this policy allows, and nothing else. */
  async keysFor(policy: string): Promise<Keys> {
    const query = new URLSearchParams({
      Action: "AssumeRoleWithCustomToken",
      Version: "2011-06-15",
      Token: Buffer.from(policy).toString("base64"),
      RoleArn: role,
    });
    const text = await (await fetch(`${this.url}/?${query.toString()}`, { method: "POST" })).text();
    const find = (tag: string): string => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(text)?.[1] ?? "";
    const keys = { accessKeyId: find("AccessKeyId"), secretAccessKey: find("SecretAccessKey"), sessionToken: find("SessionToken") };
    if (keys.accessKeyId === "") throw new Error(`the store gives no credentials: ${text}`);
    return keys;
  }

  /** A bucket that keeps versions; with `lockedDays`, nobody can delete one until then. */
  async bucket(name: string, lockedDays?: number): Promise<void> {
    const s3 = this.client();
    await s3.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: lockedDays !== undefined }));
    await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: "Enabled" } }));
    if (lockedDays === undefined) return;
    const Rule = { DefaultRetention: { Mode: "COMPLIANCE" as const, Days: lockedDays } };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket: name, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule } }));
  }

  async keys(bucket: string): Promise<readonly string[]> {
    const { Contents = [] } = await this.client().send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.flatMap(({ Key }) => Key ?? []);
  }

  async versions(bucket: string, prefix: string): Promise<readonly { readonly key: string; readonly id: string }[]> {
    const { Versions = [] } = await this.client().send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
    return Versions.map(({ Key = "", VersionId = "" }) => ({ key: Key, id: VersionId }));
  }

  /** What the replication of S3 does: every object that is not in the other bucket yet. */
  async copy(from: string, to: string): Promise<void> {
    const s3 = this.client();
    const there = new Set(await this.keys(to));
    for (const key of (await this.keys(from)).filter((one) => !there.has(one))) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: from, Key: key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      await s3.send(new PutObjectCommand({ Bucket: to, Key: key, Body: bytes, ChecksumAlgorithm: "CRC32" }));
    }
  }

  async put(bucket: string, key: string, text: string): Promise<void> {
    await this.client().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ChecksumAlgorithm: "CRC32" }));
  }

  /** Hides an object, as a deletion without a version does. */
  async hide(bucket: string, key: string): Promise<void> {
    await this.client().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }

  async stop(): Promise<void> {
    await this.program.stop();
    this.identities.closeAllConnections();
    await new Promise((done) => this.identities.close(done));
    closeFolder(this.folder);
  }
}

/** MinIO asks this who somebody is: whoever their token says, and limited to the policy that is in it. */
async function identityPlugin(): Promise<Server> {
  const server = createServer((request, response) => {
    const sessionPolicy = new URL(request.url ?? "/", "http://plugin").searchParams.get("token") ?? "";
    const answer = { user: "somebody", maxValiditySeconds: 7200, claims: { sessionPolicy } };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}
