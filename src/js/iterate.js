/**
 * An async iterator over the items of `source.pull()`, which answers a list at a time and undefined at the end.
 * With `ahead`, the next list is fetched while this one is read, and never more than that one.
 */
export function iterate(source, ahead) {
  let items = [];
  let at = 0;
  let waiting = 0;
  let turn = Promise.resolve();
  let fetched;
  let isDone = false;

  const pull = () => {
    const list = source.pull();
    // A failure is the business of whoever reads the list, later.
    list.catch(() => {});
    return list;
  };

  const step = async () => {
    while (at === items.length) {
      if (isDone) return { done: true, value: undefined };
      const list = fetched ?? pull();
      fetched = undefined;
      try {
        items = await list;
      } catch (error) {
        if (isDone) continue; // closed meanwhile
        isDone = true;
        throw error;
      }
      at = 0;
      isDone ||= items === undefined;
      if (isDone) items = [];
      else if (ahead) fetched = pull();
    }
    return { done: false, value: items[at++] };
  };

  const close = () => {
    isDone = true;
    items = [];
    at = 0;
    source.close();
  };

  return {
    next() {
      if (!waiting && at < items.length) return Promise.resolve({ done: false, value: items[at++] });
      waiting++;
      // Calls that overlap take turns, so that each gets its own item.
      const mine = turn.then(step);
      turn = mine.then(
        () => waiting--,
        () => waiting--,
      );
      return mine;
    },
    async return(value) {
      close();
      return { done: true, value };
    },
    async throw(error) {
      close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
