/** Does the same with all of them, a few at a time. Rejects with the first failure. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>, width = 8): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
