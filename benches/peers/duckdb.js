// DuckDB-WASM in the thread of its caller, so that no message is part of its times. In a page this file is bundled; what differs
// between Node and a page is given: the module and the address of its WebAssembly.
import { tableFromArrays, tableToIPC } from 'apache-arrow';

export const name = 'DuckDB-WASM';

const BATCH = 1_000_000;

export async function open(duckdb, runtime, mainModule) {
  const bundle = { mainModule, mainWorker: null };
  const database = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), runtime);
  await database.instantiate(() => {});
  const connection = database.connect();
  return {
    name,
    /** A table of typed arrays. */
    load(table, columns) {
      const rows = Object.values(columns)[0].length;
      for (let from = 0; from < rows; from += BATCH) {
        const part = Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values.subarray(from, from + BATCH)]));
        connection.insertArrowFromIPCStream(tableToIPC(tableFromArrays(part), 'stream'), { name: table, create: from === 0 });
      }
    },
    file: (name, bytes) => database.registerFileBuffer(name, bytes),
    forget: (name) => database.dropFile(name),
    /** Rows as arrays of numbers, in the order of the query. */
    rows: (sql) => connection.query(sql).toArray().map((row) => Object.values(row.toJSON()).map(Number)),
    texts: (sql) => connection.query(sql).toArray().map((row) => Object.values(row.toJSON()).map(String)),
    close: () => connection.close(),
  };
}
