import { downloadConfiguration } from "./support/downloads";
import { expect, expectAccessible, test } from "./support/test";

test("our own file differs in nothing; with another DH group and swapped inside addresses both are told with their lines", async ({
  page,
}) => {
  await page.goto("/seoul-demo/connections/osaka/configuration");
  const file = await downloadConfiguration(page, { device: "Cisco IOS and IOS XE", withKeys: true });
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  const text = page.getByLabel("Configuration or log");
  const compare = page.getByRole("button", { name: "Compare device" });
  await expectAccessible(page);

  await test.step("as it was downloaded", async () => {
    await text.fill(file);
    await compare.click();
    await expect(page.getByText("Nothing differs")).toBeVisible();
  });

  await test.step("with two mistakes", async () => {
    // Both tunnels' groups: a router offers every proposal to both ends of AWS.
    const wrong = file
      .replaceAll(/^ {2}group \d+$/gm, "  group 1")
      .replaceAll(
        /^( {2}ip address 169\.254\.\d+\.)(\d+) /gm,
        (_, start: string, last: string) => `${start}${Number(last) - 1} `,
      );
    await text.fill(wrong);
    await expect(page.getByText("Nothing differs")).toBeHidden();
    await compare.click();
    const groups = page.getByRole("row", { name: /Phase 1 Diffie-Hellman group/ });
    await expect(groups).toHaveCount(2);
    await expect(groups.first()).toContainText("NO_PROPOSAL_CHOSEN");
    const line = wrong.split("\n").indexOf("  group 1") + 1;
    await expect(groups.first()).toContainText(`Line ${line}`);
    const swapped = page.getByRole("row", { name: /Inside address of the device/ });
    await expect(swapped).toHaveCount(2);
    await expect(swapped.first()).toContainText("both ends are swapped");
    await expectAccessible(page);
  });

  await test.step("a log of AWS's end, in which the keys differ", async () => {
    const entry = (details: string) =>
      JSON.stringify({
        ...{ timestamp: "2025-11-08 05:40:29.641Z", details },
        ...{ ike_phase1_state: "negotiating", ike_phase2_state: "down" },
      });
    await text.fill(
      [
        entry("AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.10"),
        entry("AWS tunnel is sending AUTHENTICATION_FAILED as the response"),
      ].join("\n"),
    );
    await compare.click();
    await expect(page.getByText("The pre-shared keys differ", { exact: true })).toBeVisible();
    await expect(page.getByRole("row", { name: /^2 2025-11-08 05:40:29/ })).toContainText("AUTHENTICATION_FAILED");
    await expectAccessible(page);
  });

  await test.step("what is no configuration is told so", async () => {
    await text.fill("The tunnel is down since Tuesday.");
    await compare.click();
    await expect(page.getByText("The text is not recognized")).toBeVisible();
  });
});
