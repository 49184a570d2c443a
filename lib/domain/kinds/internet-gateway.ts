import { z } from "zod";
import { phrase } from "../phrase";
import { name } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { creationTags, markerOf, nameTagOf, renameDraft, tagsOf } from "./tags";

const spec = z.object({ name: name() });

const attributes = z.object({ vpcIds: z.array(z.string()) });

/** The way from a VPC to the internet, once it is attached. */
export const internetGateway = defineKind({
  name: "internet-gateway",
  awsIdPrefix: "igw-",
  rank: 50,
  spec,
  attributes,
  references: () => [],
  nameOf: (spec) => spec.name,
  list: { action: "DescribeInternetGateways", input: {} },
  observe: (output) =>
    ("InternetGateways" in output ? (output.InternetGateways ?? []) : []).flatMap((gateway) =>
      gateway.InternetGatewayId
        ? [
            {
              awsId: gateway.InternetGatewayId,
              name: nameTagOf(gateway.Tags),
              // EC2 has no lifecycle word for it: what is listed is there.
              state: "available",
              marker: markerOf(gateway.Tags),
              ...tagsOf(gateway.Tags),
              attributes: { vpcIds: (gateway.Attachments ?? []).flatMap(({ VpcId }) => VpcId ?? []) },
            },
          ]
        : [],
    ),
  specOf: (observed) => ({ name: observed.name ?? observed.awsId }),
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateInternetGateway",
      input: { TagSpecifications: creationTags("internet-gateway", spec.name, tags) },
    },
    phrase: phrase("plan.createInternetGateway", { name: spec.name }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.InternetGateway?.InternetGatewayId,
  update: ({ spec, observed }) => [renameDraft(observed.awsId, spec.name)],
  remove: (key, observed) => ({
    call: { action: "DeleteInternetGateway", input: { InternetGatewayId: observed.awsId } },
    phrase: phrase("plan.deleteInternetGateway", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled: () => "settled",
  isGone: () => false,
  timing: {
    create: { typicalSeconds: [1, 5], longestSeconds: 120 },
    update: { typicalSeconds: [1, 5], longestSeconds: 60 },
    remove: { typicalSeconds: [1, 5], longestSeconds: 300 },
  },
});

const createdOutput = z.object({
  InternetGateway: z.object({ InternetGatewayId: z.string() }).partial().optional(),
});
