/** By which texts the rows of a table are found without walking through it; a row may have several in one index, or none. */
export type IndexKeys<Row, Name extends string> = Record<Name, (row: Row) => readonly string[]>;

/** One index of a table: the rows by a text that they hold, each list in the order of the table. */
export class TableIndex<Row> {
  private readonly rows = new Map<string, Row[]>();

  constructor(private readonly keysOf: (row: Row) => readonly string[]) {}

  under(key: string): readonly Row[] {
    return this.rows.get(key) ?? [];
  }

  add(row: Row): void {
    for (const key of this.keysOf(row)) {
      const rows = this.rows.get(key);
      if (rows) rows.push(row);
      else this.rows.set(key, [row]);
    }
  }

  delete(row: Row): void {
    for (const key of this.keysOf(row)) {
      const left = this.under(key).filter((other) => other !== row);
      if (left.length > 0) this.rows.set(key, left);
      else this.rows.delete(key);
    }
  }

  rebuild(rows: Iterable<Row>): void {
    this.rows.clear();
    for (const row of rows) this.add(row);
  }
}
