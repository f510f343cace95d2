import { createServer } from "node:net";

/** Ports on loopback that are free now. They are held until all are known, so that none is given twice. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(
        (server) =>
          new Promise<number>((done, fail) => {
            server.once("error", fail);
            server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, () => {
              const address = server.address();
              if (address === null || typeof address === "string") fail(new Error("no port was given"));
              else done(address.port);
            });
          }),
      ),
    );
  } finally {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  }
}
