import { formatAddress, known, size } from "../net";

/**
 * Hands out the AWS-side address of each tunnel, never twice in one sandbox. Small worlds stay inside the
 * documentation range 203.0.113.0/24 (RFC 5737); beyond that the benchmarking range 198.18.0.0/15 (RFC 2544) follows,
 * enough for 65,000 connections.
 */
export class OutsideAddresses {
  private readonly taken = new Set<string>();
  private readonly promised: string[] = [];
  private drawn = 0;

  /** Lets a prepared world choose the next addresses itself. */
  promise(...addresses: string[]): void {
    this.promised.push(...addresses);
  }

  next(): string {
    const promised = this.promised.shift();
    if (promised !== undefined) return this.take(promised);
    for (;;) {
      const address = candidate(this.drawn++);
      if (!this.taken.has(address)) return this.take(address);
    }
  }

  /** Marks an address of a saved world as given. */
  reserve(address: string): void {
    this.taken.add(address);
  }

  private take(address: string): string {
    if (this.taken.has(address)) throw new Error(`Outside address given twice: ${address}`);
    this.taken.add(address);
    return address;
  }
}

const documentation = known("203.0.113.0/24");
const benchmarking = known("198.18.0.0/15");
const documentationHosts = 254;

/** Steps through each range by a number coprime with its size: neighbours in time are not neighbours in address, as with AWS. */
function candidate(index: number): string {
  if (index < documentationHosts)
    return formatAddress(documentation.base + 1 + ((index * 53 + 17) % documentationHosts));
  const hosts = size(benchmarking) - 1;
  const later = index - documentationHosts;
  if (later >= hosts) throw new Error("No outside addresses are left");
  return formatAddress(benchmarking.base + 1 + ((later * 7919) % hosts));
}
