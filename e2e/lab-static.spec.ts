import { carryThrough, expectStatus, letTimePass } from "./support/changes";
import { downloadConfiguration } from "./support/downloads";
import { addSandboxEnvironment } from "./support/environments";
import { answerGuide, expectStage, LAB } from "./support/lab";
import { expectLabInAws } from "./support/lab-in-aws";
import { expect, expectAccessible, test } from "./support/test";

const REGION = "us-east-1";
const SITE = "gwangju";

test("the lab with static routes: set up, watched, handed over, read back by another client, and taken down in order", async ({
  page,
  sandbox,
}) => {
  test.slow();
  const slug = await addSandboxEnvironment(page, { name: "Lab static", region: REGION, selfApproval: true });

  await test.step("the guide leads to one change, which is approved and applied", async () => {
    await answerGuide(page, { slug, site: SITE, routing: { type: "static" } });
    await carryThrough(page, sandbox);
    await expectAccessible(page);
  });

  const { connectionId } = await test.step("the AWS CLI reads what was approved", () =>
    expectLabInAws({
      region: REGION,
      site: SITE,
      bgpAsn: "65000",
      connection: {
        Options: { StaticRoutesOnly: true },
        Routes: [{ DestinationCidrBlock: LAB.prefix, State: "available" }],
        VgwTelemetry: [{ Status: "DOWN" }, { Status: "DOWN" }],
      },
    }));
  const addresses = await outsideAddresses();

  await test.step("both tunnels come up on the map without a reload, once the device has the right key", async () => {
    await page.goto(`/${slug}/topology`);
    await expect(page.getByRole("button", { name: /^gwangju, .* never UP, .* never UP$/ })).toBeVisible();
    await expectAccessible(page);
    await page.evaluate(() => document.body.setAttribute("data-before", "reload"));

    const configure = (key: string) =>
      sandbox.configureDevice({
        connectionId,
        configured: true,
        presharedKeys: Object.fromEntries(addresses.map((address) => [address, key])),
      });
    await configure("another-key");
    await sandbox.advance({ advanceSeconds: 60 });
    expect((await tunnels()).map(({ status }) => status)).toEqual(["DOWN", "DOWN"]);

    await configure(LAB.key);
    await letTimePass(sandbox, () =>
      expect(page.getByRole("button", { name: /^gwangju, Healthy\. [\d.]+ UP, [\d.]+ UP$/ })).toBeVisible({
        timeout: 2000,
      }),
    );
    await expect(page.locator("body")).toHaveAttribute("data-before", "reload");
  });

  await test.step("each device gets its file, and the key only when it is asked for", async () => {
    await page.goto(`/${slug}/connections/${SITE}/configuration`);
    await expectAccessible(page);
    for (const device of ["Generic", "Cisco IOS and IOS XE", "strongSwan"]) {
      const plain = await downloadConfiguration(page, { device, withKeys: false });
      const full = await downloadConfiguration(page, { device, withKeys: true });
      for (const address of [...addresses, LAB.deviceAddress, connectionId]) expect(plain).toContain(address);
      expect(plain).not.toContain(LAB.key);
      expect(full.split(LAB.key).length - 1).toBeGreaterThanOrEqual(2);
    }
  });

  await test.step("the guide goes on where it was left, to its end", async () => {
    await page.goto(`/${slug}/setup`);
    await page.getByRole("link", { name: new RegExp(SITE) }).click();
    await expectStage(page, "Review and apply");
    for (const stage of ["Device configuration", "Device is configured", "Test connectivity"]) {
      await page.getByRole("button", { name: `Continue to ${stage}` }).click();
      await expectStage(page, stage);
      await expectAccessible(page);
    }
    await expect(page.getByText(/has the address 10\.50\.1\.\d+/)).toBeVisible();
    await page.getByRole("button", { name: "Finish the guide" }).click();
    await expect(page).toHaveURL(new RegExp(`/${slug}(/setup|/connections/${SITE})?$`));
  });

  await test.step("it is taken down in the documented order", async () => {
    await page.goto(`/${slug}/connections/${SITE}`);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Remove connection…" }).click();
    await page.getByRole("radio", { name: /^With both gateways/ }).click();
    await expect(page.getByText(`DetachVpnGateway`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Propose removal" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Both tunnels of every connection in it drop at once");
    await dialog.getByRole("textbox").fill(SITE);
    await dialog.getByRole("button", { name: "Propose removal" }).click();
    await expectStatus(page, "Draft");
    await sandbox.clearCalls();
    await carryThrough(page, sandbox, { typed: `Remove ${SITE}` });
    await expectAccessible(page);

    const { calls } = await sandbox.listCalls();
    const removals = ["DeleteVpnConnection", "DeleteCustomerGateway", "DetachVpnGateway", "DeleteVpnGateway"];
    expect(calls.map(({ action }) => action).filter((action) => removals.includes(action))).toEqual(removals);
    await page.goto(`/${slug}/connections`);
    await expect(page.getByRole("link", { name: SITE })).toHaveCount(0);
  });

  async function tunnels() {
    const all = await sandbox.listTunnels();
    return all.tunnels.filter((tunnel) => tunnel.connectionId === connectionId);
  }

  async function outsideAddresses(): Promise<string[]> {
    return (await tunnels()).map(({ outsideIp }) => outsideIp);
  }
});
