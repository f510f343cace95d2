import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../../audit/user-error";
import { planned, prefix } from "./support";

const boom = (): never => {
  throw new RangeError("boom");
};

class Broken extends pulumi.ComponentResource {
  constructor(name: string) {
    super("bank:index:Broken", name);
    new kms.Key(`${name}-key`, {}, { parent: this });
    boom();
  }
}

interface Case {
  readonly says: string;
  readonly program: () => unknown;
  readonly error: { readonly name: string; readonly message: string | RegExp };
}

const own = { name: "RangeError", message: "boom" };

const cases: readonly Case[] = [
  { says: "throws at once", program: boom, error: own },
  { says: "throws in a component's constructor", program: () => new Broken("broken"), error: own },
  { says: "throws after it has waited", program: () => Promise.resolve().then(boom), error: own },
  { says: "leaves a rejected promise alone", program: () => void Promise.reject(new RangeError("boom")), error: own },
  {
    says: "throws in an apply nobody waits for",
    program: () => {
      const { description } = new kms.Key("key", { description: "d" });
      void description.apply(boom);
    },
    error: own,
  },
  {
    says: "throws in an apply that is an input",
    program: () => {
      const key = new kms.Key("key", { description: "d" });
      new s3.Bucket("bucket", { bucket: key.description.apply(boom) });
    },
    error: { name: "RangeError", message: /^error serializing property "bucket": (error serializing property "bucket": )*boom$/ },
  },
  {
    says: "throws in a timer before it is done",
    program: () =>
      new Promise(() => {
        setTimeout(boom, 1);
      }),
    error: own,
  },
  {
    says: "throws in a transform",
    program: () => new kms.Key("key", {}, { transforms: [boom] }),
    error: { name: "Error", message: "transform failed: RangeError: boom" },
  },
  {
    says: "gives two resources one URN",
    program: () => [new kms.Key("key"), new kms.Key("key")],
    error: {
      name: "UserError",
      message: `two resources have the URN ${prefix}aws:kms/key:Key::key: give one of them another name or another parent`,
    },
  },
  {
    says: "calls a function that needs an account",
    program: () => ec2.getVpc({ default: true }),
    error: {
      name: "UserError",
      message:
        /^the program calls aws:ec2\/getVpc:getVpc at test\/audit\/plan\/failure\.test\.ts:\d+:\d+, which needs a live account: .*for --invokes$/,
    },
  },
  {
    says: "calls such a function for an output nobody uses",
    program: () => void ec2.getVpcOutput({ default: true }),
    error: { name: "UserError", message: /^the program calls aws:ec2\/getVpc:getVpc at \S+, which needs a live account/ },
  },
  {
    says: "logs an error",
    program: () => void pulumi.log.error("no zone is left"),
    error: { name: "UserError", message: "the program reported an error: no zone is left" },
  },
];

describe("a program that fails", () => {
  for (const { says, program, error } of cases) {
    it(`rejects when it ${says}`, async () => {
      await assert.rejects(planned(program), error);
    });
  }

  it("rejects with what it threw, traced to the statement", async () => {
    const thrown = new Error("once");
    await assert.rejects(
      planned(() => {
        throw thrown;
      }),
      (error) => error === thrown,
    );
    await assert.rejects(planned(boom), (error: Error) => error.stack?.includes("failure.test.ts") === true);
  });

  it("rejects when it waits for what never comes and nothing else is left to do", async () => {
    const waiting = planned(() => new Promise(() => undefined));
    setTimeout(() => process.emit("beforeExit", 0), 50);
    await assert.rejects(waiting, new UserError("the program never ends: it waits for a promise or an output that nothing resolves"));
  });

  it("names the resource that waits for ever", async () => {
    const waiting = planned(() => {
      new s3.Bucket("bucket", { bucket: new Promise<string>(() => undefined) });
    });
    setTimeout(() => process.emit("beforeExit", 0), 50);
    await assert.rejects(
      waiting,
      new UserError('the program never ends: aws:s3/bucket:Bucket "bucket" waits for its property "bucket", which nothing resolves'),
    );
  });

  it("does not disturb the next one", async () => {
    await assert.rejects(planned(() => new Broken("broken")));
    const { plan } = await planned(() => new kms.Key("key"));
    assert.equal(plan.resources.length, 3);
  });

  it("is refused a default provider that the stack disables", async () => {
    const config = { "aws:region": "eu-west-1", "pulumi:disable-default-providers": '["aws"]' };
    await assert.rejects(
      planned(() => new kms.Key("key"), { config }),
      new UserError(
        'the stack disables default providers of "aws" (pulumi:disable-default-providers): give its resources an explicit provider',
      ),
    );
  });

  it("leaves the listeners and limits of the process as they were", async () => {
    const state = (): unknown => [process.listeners("unhandledRejection"), process.listeners("uncaughtException"), Error.stackTraceLimit];
    const before = state();
    await assert.rejects(planned(boom));
    assert.deepEqual(state(), before);
  });
});
