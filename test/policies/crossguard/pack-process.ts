import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  AnalyzeStackRequest,
  type AnalyzerInfo,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PlannedResource } from "../../../policies/preview/plan";
import { atTheEnd, registered } from "./wire";

const folder = join(__dirname, "../../../policies");
const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");

/** A line of the engine's output. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "disabled" | "remediate";
  readonly urn: string;
  readonly message: string;
}

export type PackConfig = Readonly<
  Record<string, { readonly level: Diagnostic["level"]; readonly properties?: Readonly<Record<string, number>> }>
>;

const levels = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
};

/** The pack in a process of its own, started and called exactly as the engine does. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  static async start(config: Readonly<Record<string, string>>): Promise<PackProcess> {
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_PROJECT: "program",
        PULUMI_STACK: "test",
        PULUMI_DRY_RUN: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await firstLine(child);
    return new PackProcess(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure()));
  }

  info(): Promise<AnalyzerInfo> {
    return answer((done) => this.client.getAnalyzerInfo(new Empty(), done));
  }

  async configure(config: PackConfig): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, { level, properties = {} }] of Object.entries(config)) {
      request
        .getPolicyconfigMap()
        .set(policy, new PolicyConfig().setEnforcementlevel(levels[level]).setProperties(Struct.fromJavaScript({ ...properties })));
    }
    await answer<Empty>((done) => this.client.configure(request, done));
  }

  /** All that the engine would print of a program with these resources. */
  async judge(resources: readonly PlannedResource[]): Promise<readonly Diagnostic[]> {
    const found: AnalyzeDiagnostic[] = [];
    for (const resource of resources) {
      const response = await answer<{ getDiagnosticsList(): AnalyzeDiagnostic[] }>((done) =>
        this.client.analyze(registered(resource), done),
      );
      // The engine adds the resource that it asked about.
      found.push(...response.getDiagnosticsList().map((item) => item.setUrn(item.getUrn() || resource.urn)));
    }
    const request = new AnalyzeStackRequest().setResourcesList(resources.map(atTheEnd));
    const response = await answer<{ getDiagnosticsList(): AnalyzeDiagnostic[] }>((done) => this.client.analyzeStack(request, done));
    return [...found, ...response.getDiagnosticsList()].map(readable);
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill();
    await ended;
  }
}

function readable(diagnostic: AnalyzeDiagnostic): Diagnostic {
  const level = Object.entries(levels).find(([, value]) => value === diagnostic.getEnforcementlevel())?.[0];
  return {
    policy: diagnostic.getPolicyname(),
    level: level as Diagnostic["level"],
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
  };
}

/** The engine reads the port from the first line. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("exit", (code) => {
      reject(new Error(`the pack ended with ${String(code)} before it listened: ${errors}`));
    });
    if (child.stdout) createInterface({ input: child.stdout }).once("line", resolve);
  });
}

function answer<T>(call: (done: (error: ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
