import { z } from "zod";
import { phrase } from "../phrase";
import { facts, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { attachmentOfInternetGateway, pointingAt, textOf } from "./neighbours";
import { errorAt } from "./problems";

const spec = z.object({
  internetGateway: facts(reference("internet-gateway"), {
    widget: "reference",
    kind: "internet-gateway",
    immutable: true,
  }),
  vpc: facts(reference("vpc"), { widget: "reference", kind: "vpc", immutable: true }),
});

const attributes = z.object({ internetGatewayId: z.string(), vpcId: z.string() });

/** Joins an internet gateway and a VPC. EC2 has no id for it; ours is "igw-…|vpc-…". */
export const internetGatewayAttachment = defineKind({
  name: "internet-gateway-attachment",
  awsIdPrefix: "igw-",
  isRelation: true,
  rank: 60,
  spec,
  attributes,
  references: (spec) => [
    { field: "internetGateway", key: spec.internetGateway },
    { field: "vpc", key: spec.vpc },
  ],
  nameOf: (spec, nameOf) => `${nameOf(spec.internetGateway)}:${nameOf(spec.vpc)}`,
  list: { action: "DescribeInternetGateways", input: {} },
  observe: (output) =>
    ("InternetGateways" in output ? (output.InternetGateways ?? []) : []).flatMap((gateway) => {
      const internetGatewayId = gateway.InternetGatewayId;
      if (!internetGatewayId) return [];
      return (gateway.Attachments ?? []).flatMap(({ VpcId: vpcId, State }) =>
        vpcId
          ? [
              {
                awsId: `${internetGatewayId}|${vpcId}`,
                name: null,
                // Reads `available` when attached (reference §1.1).
                state: State ?? "unknown",
                marker: null,
                attributes: { internetGatewayId, vpcId },
              },
            ]
          : [],
      );
    }),
  specOf: ({ attributes: { internetGatewayId, vpcId } }, names) => ({
    internetGateway: names.keyOf("internet-gateway", internetGatewayId),
    vpc: names.keyOf("vpc", vpcId),
  }),
  check(key, spec, view) {
    const onVpc = pointingAt(view, "internet-gateway-attachment", "vpc", spec.vpc).find((other) => other.key !== key);
    if (onVpc) {
      const values = { vpc: nameInKey(spec.vpc), gateway: nameInKey(textOf(onVpc, "internetGateway") ?? onVpc.key) };
      return [errorAt(["vpc"], phrase("problems.vpcHasInternetGateway", values))];
    }
    const elsewhere = attachmentOfInternetGateway(view, spec.internetGateway);
    if (elsewhere && elsewhere.key !== key) {
      const values = {
        gateway: nameInKey(spec.internetGateway),
        vpc: nameInKey(textOf(elsewhere, "vpc") ?? elsewhere.key),
      };
      return [errorAt(["internetGateway"], phrase("problems.gatewayAttachedElsewhere", values))];
    }
    return [];
  },
  create: (_key, spec) => ({
    call: {
      action: "AttachInternetGateway",
      input: { InternetGatewayId: { $awsId: spec.internetGateway }, VpcId: { $awsId: spec.vpc } },
    },
    phrase: phrase("plan.attachInternetGateway", {
      gateway: nameInKey(spec.internetGateway),
      vpc: nameInKey(spec.vpc),
    }),
    touch: { what: "no-traffic" },
  }),
  createdId(_output, input) {
    const asked = createdInput.safeParse(input).data;
    return asked && `${asked.InternetGatewayId}|${asked.VpcId}`;
  },
  update: () => "replace",
  remove: (key, { attributes: { internetGatewayId, vpcId } }) => ({
    call: { action: "DetachInternetGateway", input: { InternetGatewayId: internetGatewayId, VpcId: vpcId } },
    phrase: phrase("plan.detachInternetGateway", { name: nameInKey(key) }),
    touch: { what: "no-traffic" },
  }),
  settled: (observed) => (observed.state === "attaching" || observed.state === "detaching" ? "settling" : "settled"),
  isGone: (observed) => observed.state === "detached",
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 300 },
    update: { typicalSeconds: [1, 5], longestSeconds: 300 },
    remove: { typicalSeconds: [1, 10], longestSeconds: 600 },
  },
});

const createdInput = z.object({ InternetGatewayId: z.string(), VpcId: z.string() });
