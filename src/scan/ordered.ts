/**
 * Applies `work` to the items with at most `limit` of them under way and yields the results in the items' order.
 * A slow item holds back later results, but never more than `limit` of them are kept. A rejection ends the generator.
 */
export async function* inOrder<Item, Result>(items: Iterable<Item>, limit: number, work: (item: Item) => Promise<Result>): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // The generator may be left before it gets to this one; the rejection is then nobody's.
    result.catch(() => undefined);
    running.push(result);
    const first = running.length >= limit ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}
