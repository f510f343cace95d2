/**
 * Tries until it works, for what cannot be watched. Throws with the description and the last failure when the time is over.
 */
export async function eventually<Result>(description: string, work: () => Promise<Result>, seconds = 30): Promise<Result> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`not within ${String(seconds)} s: ${description}`, { cause: error });
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
