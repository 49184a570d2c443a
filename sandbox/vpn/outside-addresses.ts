import { formatAddress, known, size } from "../net";
import { formatAddress6, known6 } from "../net6";

/**
 * Hands out the AWS-side address of each tunnel, never twice in one sandbox. Small worlds stay inside the
 * documentation range 203.0.113.0/24 (RFC 5737); beyond that the benchmarking range 198.18.0.0/15 (RFC 2544) follows,
 * enough for 65,000 connections. IPv6 addresses are from 2001:db8::/32 (RFC 3849).
 */
export class OutsideAddresses {
  private readonly taken = new Set<string>();
  private readonly promised: string[] = [];
  private drawn = 0;

  /** Lets a prepared world choose the next addresses itself. */
  promise(...addresses: string[]): void {
    this.promised.push(...addresses);
  }

  next(type: "PublicIpv4" | "Ipv6" = "PublicIpv4"): string {
    const promised = this.promised.shift();
    if (promised !== undefined) return this.take(promised);
    for (;;) {
      const address = type === "Ipv6" ? candidate6(this.drawn++) : candidate(this.drawn++);
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

/** A /64 of its own for each endpoint. */
function candidate6(index: number): string {
  return formatAddress6(known6("2001:db8::/32").base + (BigInt(index + 1) << 64n) + 1n);
}

/** Steps through each range by a number coprime with its size: neighbours in time are not neighbours in address, as with AWS. */
function candidate(index: number): string {
  if (index < documentationHosts)
    return formatAddress(documentation.base + 1 + ((index * 53 + 17) % documentationHosts));
  const hosts = size(benchmarking) - 1;
  const later = index - documentationHosts;
  if (later >= hosts) throw new Error("No outside addresses are left");
  return formatAddress(benchmarking.base + 1 + ((later * 7919) % hosts));
}
