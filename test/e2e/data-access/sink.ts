import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How the sink takes a record. */
export type Mood = "takes" | "refuses" | "is slow" | "answers another way";

/** A stand-in for the log agent of a node: it keeps what it is sent, and says so as the agent does. */
export class Sink {
  readonly records: Record<string, unknown>[] = [];
  mood: Mood = "takes";
  /** How often it has answered. */
  answered = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Sink> {
    const server = createServer();
    const sink = new Sink(server);
    server.on("request", (request, response) => {
      let text = "";
      request.on("data", (part: Buffer) => (text += part.toString()));
      request.on("end", () => {
        sink.records.push(JSON.parse(text) as Record<string, unknown>);
        const answer = { takes: 201, refuses: 500, "is slow": 201, "answers another way": 200 }[sink.mood];
        const reply = (): void => {
          sink.answered += 1;
          response.writeHead(answer).end();
        };
        if (sink.mood === "is slow") setTimeout(reply, 3000);
        else reply();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/data-access`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
