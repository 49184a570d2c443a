import { describeWithAwsCli } from "./support/aws-cli";
import { carryThrough, expectStatus, letTimePass } from "./support/changes";
import { downloadConfiguration } from "./support/downloads";
import { addSandboxEnvironment } from "./support/environments";
import { answerGuide, LAB } from "./support/lab";
import { expectLabInAws } from "./support/lab-in-aws";
import { expect, expectAccessible, test } from "./support/test";

const REGION = "eu-central-1";
const SITE = "gwangju";
const ASN = "65010";

test("the lab with BGP: the site's routes are learned and propagated, and the whole VPC is taken down by one change", async ({
  page,
  sandbox,
}) => {
  test.slow();
  const slug = await addSandboxEnvironment(page, { name: "Lab BGP", region: REGION, selfApproval: true });
  await answerGuide(page, { slug, site: SITE, routing: { type: "bgp", asn: ASN } });
  await carryThrough(page, sandbox);
  const { connectionId } = await expectLabInAws({
    region: REGION,
    site: SITE,
    bgpAsn: ASN,
    connection: { Options: { StaticRoutesOnly: false } },
  });

  await test.step("IPsec alone is not enough: the tunnels are UP once the session brings routes", async () => {
    await page.goto(`/${slug}/topology`);
    await expect(page.getByRole("button", { name: /^gwangju, .* never UP, .* never UP$/ })).toBeVisible();
    await sandbox.configureDevice({ connectionId, configured: true, bgp: { prefixes: [LAB.prefix] } });
    await letTimePass(sandbox, () =>
      expect(page.getByRole("button", { name: /^gwangju, Healthy\. [\d.]+ UP, [\d.]+ UP$/ })).toBeVisible({
        timeout: 2000,
      }),
    );
  });

  await test.step("the learned route stands on the page of the connection and, propagated, in AWS", async () => {
    await page.goto(`/${slug}/connections/${SITE}/routes`);
    await expect(page.getByText("lab-private").first()).toBeVisible();
    await expectAccessible(page);
    const tables = await describeWithAwsCli(REGION, "describe-route-tables");
    const propagated = expect.objectContaining({
      DestinationCidrBlock: LAB.prefix,
      Origin: "EnableVgwRoutePropagation",
      State: "active",
    });
    expect(tables).toContainEqual(expect.objectContaining({ Routes: expect.arrayContaining([propagated]) }));
  });

  await test.step("the files of the devices speak BGP", async () => {
    await page.goto(`/${slug}/connections/${SITE}/configuration`);
    expect(await downloadConfiguration(page, { device: "Cisco IOS and IOS XE", withKeys: false })).toContain(
      `router bgp ${ASN}`,
    );
    for (const device of ["Generic", "strongSwan"])
      expect(await downloadConfiguration(page, { device, withKeys: false })).toContain(ASN);
  });

  await test.step("everything goes with the VPC", async () => {
    await page.goto(`/${slug}/remove`);
    await page.getByRole("radio", { name: /^The whole VPC/ }).click();
    await page.getByLabel("VPC", { exact: true }).selectOption({ index: 1 });
    await expect(page.getByText("DeleteVpc", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Propose removal" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill(LAB.vpc);
    await dialog.getByRole("button", { name: "Propose removal" }).click();
    await expectStatus(page, "Draft");
    await carryThrough(page, sandbox, { typed: `Remove ${LAB.vpc}` });
    for (const operation of ["describe-vpcs", "describe-subnets", "describe-internet-gateways"])
      expect(await describeWithAwsCli(REGION, operation)).toEqual([]);
  });
});
