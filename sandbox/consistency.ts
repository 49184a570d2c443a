import { ApiError } from "./protocol/errors";
import { kindFacts } from "./resources/kinds";
import { decodeWorlds, encodeWorlds } from "./saved-state";
import { catchUp } from "./transitions";
import { OutsideAddresses } from "./vpn/outside-addresses";
import { World } from "./world";

/** How far EC2's left hand is behind its right one, in virtual seconds. */
export type ConsistencyLag = {
  /** What was created less than this ago is unknown to every call that names it. */
  notFoundSeconds: number;
  /** Describe calls answer as things were so long ago. */
  staleSeconds: number;
};

export const consistent: ConsistencyLag = { notFoundSeconds: 0, staleSeconds: 0 };

/**
 * EC2 is eventually consistent. While the lag is set, the worlds are kept as they were after each change; a stale answer is
 * that of a past world, with everything that time alone has changed since worked out in it.
 */
export class Consistency {
  lag = consistent;
  private past: { atMs: number; bytes: Buffer }[] = [];

  setLag(lag: ConsistencyLag, worlds: World[], nowMs: number): void {
    this.lag = lag;
    this.past = [];
    this.note(worlds, nowMs);
  }

  /** Remembers the worlds as they are after a change. */
  note(worlds: Iterable<World>, nowMs: number): void {
    if (this.lag.staleSeconds === 0) return;
    this.past.push({ atMs: nowMs, bytes: encodeWorlds(worlds) });
    const needed = this.past.findLastIndex(({ atMs }) => atMs <= nowMs - this.lag.staleSeconds * 1000);
    if (needed > 0) this.past.splice(0, needed);
  }

  /** The world as Describe calls see it now. */
  seen(world: World): World {
    const thenMs = world.nowMs - this.lag.staleSeconds * 1000;
    const kept = this.past.findLast(({ atMs }) => atMs <= thenMs) ?? this.past[0];
    if (this.lag.staleSeconds === 0 || !kept) return world;
    const known: World[] = [];
    const outsideAddresses = new OutsideAddresses();
    const find = (account: string, region: string) =>
      known.find(({ place }) => place.account === account && place.region === region);
    // In the past, too, worlds reach one another, but never a world of today.
    const elsewhere = (account: string, region: string): World =>
      find(account, region) ?? new World({ account, region }, outsideAddresses, { seed: "", nowMs: thenMs }, elsewhere);
    known.push(...(decodeWorlds(kept.bytes, { outsideAddresses, elsewhere }) ?? []));
    for (const one of known) catchUp(one, Math.max(thenMs, kept.atMs));
    const { account, region } = world.place;
    return elsewhere(account, region);
  }

  /** Refuses a call that names what was created too recently to be known everywhere. */
  refuseRecent(params: URLSearchParams, world: World): void {
    const sinceMs = world.nowMs - this.lag.notFoundSeconds * 1000;
    if (this.lag.notFoundSeconds === 0) return;
    for (const value of params.values()) if (world.births.wasBornAfter(value, sinceMs)) throw unknownId(value);
  }
}

/** As EC2 says that it does not know an id, whichever kind it is of. */
export function unknownId(id: string): ApiError {
  const facts = Object.values(kindFacts).find(({ prefix }) => new RegExp(`^${prefix}-[0-9a-f]+$`).test(id));
  if (facts) return new ApiError(facts.notFoundCode, facts.notFound(id));
  return new ApiError("InvalidID.NotFound", "The ID does not exist");
}
