import { ApiError } from "./protocol/errors";
import { type Kind, type KindFacts, kindFacts } from "./resources/kinds";
import { type IndexKeys, TableIndex } from "./table-index";

/** The rows of one kind in one world, in the order they were made. */
export class Table<Row extends { id: string; state?: string }, IndexName extends string = never> {
  private readonly rows = new Map<string, Row>();
  private readonly facts: KindFacts;

  private readonly indexes = new Map<string, TableIndex<Row>>();

  /** What an index reads out of a row holds from `add` on; who changes it later calls `reindex`. */
  constructor(
    readonly kind: Kind,
    keys?: IndexKeys<Row, IndexName>,
  ) {
    this.facts = kindFacts[kind];
    for (const [name, keysOf] of Object.entries<(row: Row) => readonly string[]>(keys ?? {}))
      this.indexes.set(name, new TableIndex(keysOf));
  }

  /** The row, also when it is only listed as deleted. Throws EC2's error for an id that is malformed or unknown. */
  require(id: string): Row {
    const row = this.rows.get(id);
    if (row) return row;
    if (!new RegExp(`^${this.facts.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id))
      throw new ApiError(this.facts.malformedCode, this.facts.malformed(id));
    throw this.notFound(id);
  }

  /** As `require`, but a row that is only listed as deleted is not found. For calls that act on the row. */
  requireLive(id: string): Row {
    const row = this.require(id);
    if (row.state === "deleted" || row.state === "terminated") throw this.notFound(id);
    return row;
  }

  notFound(id: string): ApiError {
    return new ApiError(this.facts.notFoundCode, this.facts.notFound(id));
  }

  get(id: string | undefined): Row | undefined {
    return id === undefined ? undefined : this.rows.get(id);
  }

  add<R extends Row>(row: R): R {
    this.rows.set(row.id, row);
    for (const index of this.indexes.values()) index.add(row);
    return row;
  }

  /** Takes up rows that a table of this kind gave to a saved state. */
  restore(rows: unknown[]): void {
    for (const row of rows) this.add(row as Row);
  }

  delete(id: string): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    for (const index of this.indexes.values()) index.delete(row);
  }

  /** The rows that an index has under this text, in the order they were made. */
  under(index: IndexName, key: string): readonly Row[] {
    return this.indexes.get(index)?.under(key) ?? [];
  }

  /** After something that an index reads was changed. As long as the table, so that the order stays that of the table. */
  reindex(): void {
    for (const index of this.indexes.values()) index.rebuild(this.rows.values());
  }

  values(): Iterable<Row> {
    return this.rows.values();
  }

  all(): Row[] {
    return [...this.rows.values()];
  }

  where(predicate: (row: Row) => boolean): Row[] {
    return this.all().filter(predicate);
  }

  find(predicate: (row: Row) => boolean): Row | undefined {
    for (const row of this.rows.values()) if (predicate(row)) return row;
    return undefined;
  }

  count(predicate: (row: Row) => boolean): number {
    let count = 0;
    for (const row of this.rows.values()) if (predicate(row)) count += 1;
    return count;
  }

  get size(): number {
    return this.rows.size;
  }
}
