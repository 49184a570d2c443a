import { z } from "zod";
import { ACCESS } from "../goals/site-connection";
import { VPC_LAYOUTS } from "../goals/vpc-layout";
import { ASKING_STAGES, type AskingStage } from "./stages";

const text = z.string().trim();
const texts = z.array(text);

/**
 * What each stage has been told, as it was typed: a guide may be left in the middle of a wrong number. `judgeStage` says what
 * is wrong. Keys are sealed before they come here.
 */
export const stageAnswers = {
  needs: z.object({
    site: text,
    deviceFamily: text,
    ipAddress: text,
    routing: z.enum(["static", "bgp"]),
    bgpAsn: text,
    /** On-premises blocks. */
    prefixes: texts,
  }),
  network: z.object({
    use: z.enum(["new", "existing"]),
    /** Key of an existing VPC. */
    vpc: text,
    layout: z.enum(VPC_LAYOUTS),
    name: text,
    cidr: text,
    zone: text,
    publicCidr: text,
    privateCidr: text,
  }),
  "customer-gateway": z.object({ use: z.enum(["new", "existing"]), key: text, name: text }),
  "vpn-gateway": z.object({ use: z.enum(["new", "existing"]), key: text, name: text, amazonSideAsn: text }),
  access: z.object({
    /** Route tables, by key. */
    propagateInto: texts,
    allow: z.array(z.enum(ACCESS)),
    group: z.enum(["new", "existing"]),
    groupKey: text,
    groupName: text,
    hasInstance: z.boolean(),
    instanceName: text,
    instanceSubnet: text,
    imageId: text,
  }),
  connection: z.object({
    name: text,
    /** In the shape of the connection's spec. */
    tunnels: z.tuple([z.record(z.string(), z.unknown()), z.record(z.string(), z.unknown())]),
  }),
} satisfies Record<AskingStage, z.ZodType>;

export type StageAnswers = { [Name in AskingStage]: z.output<(typeof stageAnswers)[Name]> };

/** All that a guide has been told so far. */
export type Answers = Partial<StageAnswers>;

/** Reads answers out of storage; a stage that an earlier version wrote in another shape is asked again. */
export function parseAnswers(stored: unknown): Answers {
  const record = z.record(z.string(), z.unknown()).catch({}).parse(stored);
  return Object.fromEntries(
    ASKING_STAGES.flatMap((stage) => {
      const parsed = stageAnswers[stage].safeParse(record[stage]);
      return parsed.success ? [[stage, parsed.data]] : [];
    }),
  );
}
