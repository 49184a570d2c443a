import { z } from "zod";

const phase = z.strictObject({
  encryption: z.array(z.string()).min(1).optional(),
  integrity: z.array(z.string()).min(1).optional(),
  /** In phase 2 an empty list is a device without perfect forward secrecy. */
  dhGroups: z.array(z.number().int().positive()).optional(),
  lifetimeSeconds: z.number().int().positive().optional(),
});

const bytesPerSecond = z.number().nonnegative();

/**
 * What a device can be told besides its key. What is absent it took from AWS's configuration file: it allows whatever
 * AWS's end allows, initiates, answers, and is never idle.
 */
export const deviceParameters = z.strictObject({
  /** False: switched off without a word. It has forgotten its sessions when it comes back. */
  isPowered: z.boolean().optional(),
  /** False: it waits for AWS to initiate. */
  initiates: z.boolean().optional(),
  /** In the order of its preference. */
  ikeVersions: z
    .array(z.enum(["ikev1", "ikev2"]))
    .min(1)
    .optional(),
  phase1: phase.optional(),
  phase2: phase.optional(),
  /** `local` is the customer's network, `remote` AWS's, as in the connection's options. */
  trafficSelectors: z.strictObject({ local: z.string(), remote: z.string() }).optional(),
  isBehindNat: z.boolean().optional(),
  /** It authenticates with a certificate instead of its key. */
  hasCertificate: z.boolean().optional(),
  /** What it does about an AWS end that does not answer: begin again, wait for traffic, or nothing until its keys run out. */
  dpd: z
    .strictObject({
      timeoutSeconds: z.number().positive().optional(),
      action: z.enum(["restart", "clear", "none"]).optional(),
    })
    .optional(),
  /** After so long without traffic it deletes its sessions. BGP is traffic enough. */
  idleTimeoutSeconds: z.number().positive().nullable().optional(),
  /** It keeps conversations in mind, and drops an answer that comes by another tunnel than the request went. */
  isStateful: z.boolean().optional(),
  /** What the site sends to AWS (`in`) and gets from there (`out`), as TunnelDataIn and TunnelDataOut name them. */
  traffic: z.strictObject({ inPerSecond: bytesPerSecond, outPerSecond: bytesPerSecond }).optional(),
});

/** A BGP speaker as the control endpoint takes it. */
export const bgpParameters = z.strictObject({
  asn: z.number().int().optional(),
  prefixes: z.array(z.string()).optional(),
  /** How many times more than once its ASN stands in what it advertises. */
  prepend: z.number().int().min(0).max(32).optional(),
  /** The autonomous systems behind the device. */
  asPath: z.array(z.number().int().positive()).optional(),
  med: z.number().int().nonnegative().optional(),
  /** What the device prefers this tunnel by, for what it sends: the highest wins. */
  localPreference: z.number().int().nonnegative().optional(),
  holdSeconds: z.number().int().min(3).optional(),
  isShutDown: z.boolean().optional(),
});

export type DeviceParameters = z.infer<typeof deviceParameters>;

export type BgpSpeaker = Omit<z.infer<typeof bgpParameters>, "asn" | "prefixes"> & { asn: number; prefixes: string[] };

/** What the device at the customer's end was told for one tunnel. */
export type Device = DeviceParameters & { preSharedKey: string; bgp: BgpSpeaker | undefined };
