import { expect, test } from "vitest";
import { ApiError } from "./protocol/errors";
import { operations } from "./protocol/operations";
import type { Shape } from "./protocol/shape";
import { Random } from "./random";
import { danglingReferences } from "./references";
import { type Kind, kindFacts } from "./resources/kinds";
import { simulated } from "./resources/registry";
import { Sandbox } from "./sandbox";
import type { World } from "./world";

const runs = 8;
const stepsPerRun = 200;

const changes = [...simulated].filter(
  ([name]) => !/^(Describe|Get|Search|List|Export|DeleteTags|CreateTags)/.test(name),
);

test("whatever is created, attached, moved and deleted in whatever order, nothing names what is gone", () => {
  let carriedOut = 0;
  for (let run = 0; run < runs; run++) {
    const dice = new Random(run);
    const { sandbox, world } = start(run);
    const done: string[] = [];
    for (let step = 0; step < stepsPerRun; step++) {
      const [action, simulate] = changes[dice.below(changes.length)] ?? ["", () => undefined];
      const input = inputFor(action, world, dice);
      if (!isAccepted(() => simulate(input, world))) continue;
      carriedOut += 1;
      done.push(`${action} ${JSON.stringify(input)}`);
      if (dice.below(4) === 0) sandbox.advance(dice.below(90));
      const dangling = danglingReferences(world);
      if (dangling.length > 0)
        throw new Error(`Run ${run}: ${JSON.stringify(dangling)}\nafter\n${done.slice(-12).join("\n")}`);
    }
  }
  expect(carriedOut).toBeGreaterThan(runs * 20);
});

test("a row that names what is gone is found, wherever it does so", () => {
  const { world } = start(0);
  const [connection] = world.vpnConnections.all();
  expect(danglingReferences(world)).toEqual([]);
  world.customerGateways.delete(connection?.customerGatewayId ?? "");
  expect(danglingReferences(world)).toContainEqual({
    from: connection?.id,
    path: "vpnConnection.customerGatewayId",
    to: connection?.customerGatewayId,
  });
});

function start(run: number) {
  const clock = { mode: "stepped", speed: 1, startMs: Date.UTC(2026, 0, 1) } as const;
  const sandbox = new Sandbox({ world: run % 2 ? "demo" : "lab", clock, seed: `references ${run}` });
  return { sandbox, world: sandbox.worldOf("111122223333", "ap-northeast-2") };
}

/** A refusal is an answer; anything else is a bug. */
function isAccepted(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function inputFor(action: string, world: World, dice: Random): Record<string, unknown> {
  const shape = operations.get(action)?.input();
  const input: Record<string, unknown> = {};
  if (shape?.kind !== "struct") return input;
  for (const { name, shape: inner } of shape.members) {
    const isWanted = shape.required.includes(name) || (isTelling(name) && dice.below(3) > 0);
    const value = isWanted ? valueFor(name, inner, world, dice) : undefined;
    if (value !== undefined) input[name] = value;
  }
  return input;
}

/** Members that decide which resources a call joins. The rest only colours them. */
function isTelling(name: string): boolean {
  return /(Id|Ids|Cidr|CidrBlock|IpAddress|BgpAsn)$/.test(name) && !/Ipam|Ipv6|Outpost|Wavelength|Carrier/.test(name);
}

function valueFor(name: string, shape: Shape, world: World, dice: Random): unknown {
  if (shape.kind === "list") return shape.item().kind === "string" ? [textFor(name, world, dice)] : undefined;
  if (shape.kind === "number") return /Asn/.test(name) ? 64_512 + dice.below(1000) : 1;
  if (shape.kind === "boolean") return dice.below(2) === 0;
  return shape.kind === "string" ? textFor(name, world, dice) : undefined;
}

function textFor(name: string, world: World, dice: Random): string {
  if (/Type$/.test(name)) return "ipsec.1";
  if (/Cidr/.test(name)) return `10.${50 + dice.below(4)}.${dice.below(3)}.0/${dice.below(2) ? 24 : 16}`;
  if (/IpAddress/.test(name)) return `198.51.100.${1 + dice.below(200)}`;
  if (!/Ids?$/.test(name)) return `word-${dice.below(1000)}`;
  const kind = kindNamed(name);
  const ids = world.tables
    .filter((table) => !kind || table.kind === kind)
    .flatMap((table) => table.all().map(({ id }) => id));
  return ids[dice.below(ids.length)] ?? "none";
}

const otherNames: [RegExp, Kind][] = [
  [/^Groups?Ids?$/, "securityGroup"],
  [/^AllocationIds?$/, "elasticIp"],
  [/^TransitGatewayAttachmentIds?$/, "transitGatewayAttachment"],
];

/** `VpnGatewayId` and `VpcIds` say which kind they mean; `GatewayId` and `ResourceId` may mean several. */
function kindNamed(name: string): Kind | undefined {
  const other = otherNames.find(([pattern]) => pattern.test(name))?.[1];
  const plain = name.replace(/Ids?$/, "").toLowerCase();
  return other ?? kinds.find((kind) => kind.toLowerCase() === plain);
}

const kinds = Object.keys(kindFacts).filter((name): name is Kind => name in kindFacts);
