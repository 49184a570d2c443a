import "server-only";
import type { SqlDriverAdapter, Transaction } from "@prisma/driver-adapter-utils";

/**
 * Lets every transaction ask one query after the other. Prisma reads several relations of one row side by side, also inside a
 * transaction, which has a single connection: pg only queues them there, says that it is deprecated, and will refuse it (pg 9).
 */
export function oneQueryAtATime(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => queued(await startTransaction(isolationLevel));
  return adapter;
}

function queued(transaction: Transaction): Transaction {
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(ask: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(ask, ask);
    last = turn;
    return turn;
  };
  transaction.queryRaw = (query) => inTurn(() => queryRaw(query));
  transaction.executeRaw = (query) => inTurn(() => executeRaw(query));
  return transaction;
}
