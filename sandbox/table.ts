import { ApiError } from "./protocol/errors";
import { type Kind, type KindFacts, kindFacts } from "./resources/kinds";

/** The rows of one kind in one world, in the order they were made. */
export class Table<Row extends { id: string; state?: string }> {
  private readonly rows = new Map<string, Row>();
  private readonly facts: KindFacts;

  constructor(readonly kind: Kind) {
    this.facts = kindFacts[kind];
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
    return row;
  }

  /** Takes up rows that a table of this kind gave to a saved state. */
  restore(rows: unknown[]): void {
    for (const row of rows) this.add(row as Row);
  }

  delete(id: string): void {
    this.rows.delete(id);
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

  get size(): number {
    return this.rows.size;
  }
}
