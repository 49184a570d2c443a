import {
  DeleteClientVpnEndpointAuthorizationPolicyCommand,
  GetClientVpnEndpointAuthorizationPolicyCommand,
  ModifyClientVpnEndpointAuthorizationPolicyCommand,
  type ModifyClientVpnEndpointAuthorizationPolicyCommandInput,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, startBench } from "../../test-bench";
import { looksLikeCedar } from "./cedar";
import { clientVpnBench } from "./client-vpn-bench";

const { ec2, control } = await startBench();
const { newEndpoint } = clientVpnBench(ec2, control);

const everybody = "permit(principal, action, resource);";
const modify = (ClientVpnEndpointId: string, given: Partial<ModifyClientVpnEndpointAuthorizationPolicyCommandInput>) =>
  ec2.send(new ModifyClientVpnEndpointAuthorizationPolicyCommand({ ClientVpnEndpointId, ...given }));
const get = (ClientVpnEndpointId: string) =>
  ec2.send(new GetClientVpnEndpointAuthorizationPolicyCommand({ ClientVpnEndpointId }));

test("a policy is creating, active, updating, deleting, and gone", async () => {
  const id = await newEndpoint();
  expect((await modify(id, { PolicyDocument: everybody, Description: "all" })).Status).toBe("creating");
  await control.advance({ advanceSeconds: 10 });
  expect(await get(id)).toMatchObject({
    ClientVpnEndpointId: id,
    PolicyDocument: everybody,
    Description: "all",
    ShadowMode: "disabled",
    Status: "active",
  });
  expect((await modify(id, { ShadowMode: "enabled" })).Status).toBe("updating");
  await control.advance({ advanceSeconds: 10 });
  expect(await get(id)).toMatchObject({ PolicyDocument: everybody, Description: "all", ShadowMode: "enabled" });
  const gone = await ec2.send(new DeleteClientVpnEndpointAuthorizationPolicyCommand({ ClientVpnEndpointId: id }));
  expect(gone.Status).toBe("deleting");
  await control.advance({ advanceSeconds: 10 });
  await expectRefusal(get(id), "InvalidClientVpnEndpointAuthorizationPolicyNotFound");
});

test("the first document must be there, be Cedar, and not be larger than 10,000 bytes", async () => {
  const id = await newEndpoint();
  await expectRefusal(modify(id, { ShadowMode: "enabled" }), "MissingParameter");
  await expectRefusal(modify(id, { PolicyDocument: "allow everybody" }), "InvalidParameterValue");
  await expectRefusal(modify(id, { PolicyDocument: everybody.repeat(300) }), "InvalidParameterValue");
});

test("the form of Cedar is told from what is none", () => {
  const conditions =
    '@id("x)") forbid (principal in Group::"a", action, resource) when { context.a == "}" } unless { true };';
  for (const text of ["", everybody, `// none }\n${everybody}`, conditions, everybody + conditions])
    expect(looksLikeCedar(text), text).toBe(true);
  for (const text of [
    "permit",
    "permit();",
    "permit(principal, action, resource)",
    "permit(principal, action, resource;",
    "{}",
  ])
    expect(looksLikeCedar(text), text).toBe(false);
});

test("a text that is nothing but brackets is refused at once", () => {
  const startMs = performance.now();
  for (const text of ["(".repeat(10_000), "permit(principal,".repeat(600), " ".repeat(10_000), "@a ".repeat(3_333)])
    looksLikeCedar(text);
  expect(performance.now() - startMs).toBeLessThan(500);
});
