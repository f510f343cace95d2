import assert from "node:assert/strict";
import { Socket } from "node:net";
import { join } from "node:path";
import * as kms from "@pulumi/aws/kms";
import { UserError } from "../../../audit/user-error";
import { find, planned } from "./support";

const programs = join(__dirname, "programs");

describe("a program file", () => {
  it("runs anew each time, with the modules it is made of", async () => {
    for (const run of ["first", "second"]) {
      const program = await planned(join(programs, "counting.ts"));
      assert.equal(find(program, "::key-1").sourcePosition, "counting.ts:4:1", run);
    }
  });

  it("may export a function that creates the resources", async () => {
    const program = await planned(join(programs, "function.ts"));
    assert.equal(find(program, "::from-function").type, "aws:kms/key:Key");
  });

  it("that fails says where, though it first runs without traces", async () => {
    await assert.rejects(planned(join(programs, "failing.ts")), (error: Error) => {
      assert.equal(error.message, "boom");
      assert.match(error.stack ?? "", /at deep \(.*failing\.ts:2:9\)/);
      return true;
    });
  });

  it("that is not there is one sentence", async () => {
    await assert.rejects(
      planned("programs/none.ts"),
      new UserError("there is no program programs/none.ts: name the file that creates the resources, e.g. index.ts"),
    );
  });
});

describe("planning", () => {
  it("connects to nothing but this process, and to that only for transforms", async () => {
    const hosts: unknown[] = [];
    const connect: unknown = Reflect.get(Socket.prototype, "connect");
    Reflect.set(Socket.prototype, "connect", function (this: Socket, ...args: unknown[]) {
      hosts.push(...args.flat().flatMap((arg: unknown) => (arg instanceof Object && "host" in arg ? [arg.host] : [])));
      return Reflect.apply(connect as (...all: unknown[]) => Socket, this, args);
    });
    try {
      await planned(() => new kms.Key("key"));
      assert.deepEqual(hosts, []);
      await planned(() => new kms.Key("key", {}, { transforms: [() => undefined] }));
    } finally {
      Reflect.set(Socket.prototype, "connect", connect);
    }
    assert.deepEqual([...new Set(hosts)], ["127.0.0.1"]);
  });
});
