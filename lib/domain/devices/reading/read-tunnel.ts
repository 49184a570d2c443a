import type { Phrase } from "../../phrase";
import type { IkeVersion } from "../tunnel-model";
import type { ReadKey } from "./read-key";

/** A value and the line of the text that says it; null where the device's own default holds because no line does. */
export interface Said<T> {
  value: T;
  line: number | null;
}

/**
 * One tunnel as a text describes it. Whatever the text leaves open is absent: nothing is assumed but the defaults that
 * every release of the device has, and those have no line.
 */
export interface ReadTunnel {
  /** What the device calls it: an interface, a connection's name. */
  name: string;
  line: number;
  /** Whom the tunnel is with, as written. AWS's outside address, when it is one of ours. */
  peer?: Said<string>;
  localAddress?: Said<string>;
  localId?: Said<string>;
  remoteId?: Said<string>;
  /** The versions that the device offers by itself. */
  ikeVersions?: Said<IkeVersion[]>;
  phase1: ReadPhase;
  phase2: ReadPhase;
  /** The device's own address inside the tunnel, with the length of its network where it is said. */
  inside?: Said<{ address: string; prefixLength: number | null }>;
  /** Whom the device takes for AWS's inside address: its BGP neighbor, or what its health check pings. */
  insidePeer?: Said<string>;
  bgp?: ReadBgp;
  /** Pairs of networks that are negotiated, as prefixes. */
  selectors?: Said<{ onPrem: string; aws: string }[]>;
  /** Networks that static routes lead into this tunnel. */
  routes?: Said<string>[];
  tcpMssBytes?: Said<number>;
  replayWindowPackets?: Said<number>;
  /** Seconds between probes, 0 when the device does not look for a dead peer. */
  dpdSeconds?: Said<number>;
  /** Seconds after which it takes the peer for dead, where it has a number of its own. */
  dpdTimeoutSeconds?: Said<number>;
  /** Whether the device starts the tunnel: by itself, once there is traffic, or never. */
  starts?: Said<"itself" | "traffic" | "never">;
  /** What carries the packets where that is not plain ESP in tunnel mode, in the device's words: "gre ip", "transport". */
  encapsulation?: Said<string>;
  /** Switched off on the device. */
  isOff?: Said<true>;
  key?: ReadKey;
}

export interface ReadPhase {
  /** What the device offers in this phase. Absent when the text leaves it to a default that differs between releases. */
  proposals?: ReadProposal[];
  lifetimeSeconds?: Said<number>;
}

/** Values of which one each is taken. AWS's names where AWS has one, the device's own word otherwise. */
export interface ReadProposal {
  encryption: Said<string>[];
  /** Of AES-GCM in phase 1 it is the PRF; empty in phase 2, where AES-GCM needs none. */
  integrity: Said<string>[];
  /** None in phase 2 is no perfect forward secrecy. */
  dhGroups: Said<number | string>[];
  /** Where each proposal has its own (IOS with IKEv1). */
  lifetimeSeconds?: Said<number>;
}

/** The session to AWS, and the side of the device. */
export interface ReadBgp {
  ownAsn?: Said<number>;
  peerAsn?: Said<number>;
  holdSeconds?: Said<number>;
  /** The least hold time that the device takes from its neighbor (IOS). */
  holdSecondsMin?: Said<number>;
  isOff?: Said<true>;
}

/** What is said of a text beside its tunnels: what could not be read, and what was taken for granted. */
export interface ReadRemark {
  phrase: Phrase;
  line: number | null;
}
