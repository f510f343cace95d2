import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { ControlPlane } from "./control-plane";
import { causeIn } from "./control-plane/causes";
import { Program } from "./control-plane/program";
import { root } from "./harness";
import { closeFolder, openFolder, processesOf } from "./harness/cleanup";
import { controlPlane } from "./shared-control-plane";
import { findKubernetes } from "./tools/kubernetes";

/** Runs a piece of TypeScript in a process of its own. */
function inProcess(code: string, env: NodeJS.ProcessEnv): string {
  const { stdout } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", code], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

const findEtcd = `
  const { findKubernetes } = require("./test/e2e/tools/kubernetes.ts");
  try { console.log("found " + findKubernetes("etcd")); } catch (error) { console.log(error.message); }
`;

describe("what a machine lacks is told in one line with the remedy", () => {
  let folder: string;

  beforeEach(() => {
    folder = openFolder();
  });

  afterEach(() => {
    closeFolder(folder);
  });

  /** A folder for PATH with an etcd of this version in it. */
  function etcdOfVersion(version: string): string {
    const bin = join(folder, `bin-${version}`);
    mkdirSync(bin);
    writeFileSync(join(bin, "etcd"), `#!/bin/sh\necho "etcd Version: ${version}"\n`);
    chmodSync(join(bin, "etcd"), 0o755);
    return bin;
  }

  const noCache = (): NodeJS.ProcessEnv => ({ XDG_CACHE_HOME: join(folder, "cache") });

  it("a tool that is missing", () => {
    const told = inProcess(findEtcd, { ...noCache(), PATH: folder });
    assert.equal(told, "etcd is missing; run `npm run test:e2e:prepare`, which builds it");
  });

  it("a tool on PATH of the wrong version, and one of the right version is taken", () => {
    const wrong = inProcess(findEtcd, { ...noCache(), PATH: etcdOfVersion("3.4.23") });
    assert.equal(wrong, "etcd on PATH is another version than is needed (3.5 or 3.6); run `npm run test:e2e:prepare`, which builds it");
    const right = etcdOfVersion("3.6.16");
    assert.equal(
      inProcess(findEtcd, { ...noCache(), PATH: [etcdOfVersion("3.3.1"), right].join(delimiter) }),
      `found ${join(right, "etcd")}`,
    );
  });

  /** Starts a command that cannot work, and gives the message of its failure. */
  async function failureOf(command: string, args: readonly string[]): Promise<string> {
    const program = Program.start({ name: "etcd", command, args, env: process.env, log: join(folder, "etcd.log") });
    try {
      await program.ready(() => Promise.resolve(false), 20);
      return "it answered";
    } catch (error) {
      return (error as Error).message;
    } finally {
      await program.stop();
    }
  }

  it("a port that another process holds", async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, "127.0.0.1", done));
    const { port } = holder.address() as { port: number };
    const url = `http://127.0.0.1:${String(port)}`;
    const told = await failureOf(findKubernetes("etcd"), [`--data-dir=${join(folder, "data")}`, `--listen-peer-urls=${url}`]);
    holder.close();
    assert.equal(told, "etcd ended: a port that was free a moment ago is in use; run again, other ports are chosen");
  });

  it("a tool that is damaged, and one that may not be run", async () => {
    const file = join(folder, "etcd");
    writeFileSync(file, "not a program");
    chmodSync(file, 0o644);
    assert.match(await failureOf(file, []), /^etcd ended: it may not be run/);
    writeFileSync(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]));
    chmodSync(file, 0o755);
    assert.match(await failureOf(file, []), /^etcd ended: the command is damaged; delete it and run `npm run test:e2e:prepare`$/);
    assert.match(await failureOf(join(folder, "nowhere"), []), /^etcd ended: the command is not there; run `npm run test:e2e:prepare`$/);
  });

  // A disk cannot be filled for a test alone; the words are those of etcd and of Node.js on a full one.
  const full = [
    `{"level":"fatal","msg":"failed to create WAL","error":"write /run/etcd/member/wal.tmp/0.tmp: no space left on device"}`,
    "ENOSPC: no space left on device, write",
  ];
  for (const words of full) {
    it(`a disk that is full: ${words.slice(0, 40)}`, () => {
      assert.equal(causeIn(`starting\n${words}\nbye`), "the disk is full; free some space, or set TMPDIR to a folder on another one");
    });
  }

  it("anything else by its own last line", () => {
    assert.equal(causeIn("first\nlast words\n\n"), "its last line: last words");
    assert.equal(causeIn(""), "it printed nothing");
  });
});

describe("control planes", () => {
  it("run side by side, and one that is stopped leaves nothing and the other untouched", async () => {
    const first = await controlPlane();
    const second = await ControlPlane.start();
    const { folder } = second;
    await second.namespace("of-the-second");
    const reference = { apiVersion: "v1", kind: "Namespace", name: "of-the-second" };
    assert.equal(await first.admin.get(reference), undefined);
    assert.ok(processesOf(folder).length >= 6);
    await second.stop();
    assert.deepEqual([existsSync(folder), processesOf(folder)], [false, []]);
    assert.ok((await first.admin.list("v1", "Node")).length > 0);
  });

  it("whose owner was killed are ended by the next run, which says so in one line", async () => {
    const program = ["--require", "tsx/cjs", join(__dirname, "interrupted/control-plane.ts")];
    const owner = spawn(process.execPath, program, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const [folder] = (await once(createInterface(owner.stdout), "line")) as [string];
    const ended = once(owner, "exit");
    owner.kill("SIGKILL");
    await ended;
    assert.ok(processesOf(folder).length >= 6);
    const next = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", `require("./test/e2e/harness/cleanup.ts").openFolder()`], {
      cwd: root,
      encoding: "utf8",
    });
    assert.match(next.stderr, /^ended \d+ processes that an earlier run left behind in \S+\n$/);
    assert.deepEqual([existsSync(folder), processesOf(folder)], [false, []]);
  });
});
