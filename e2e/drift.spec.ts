import type { Page } from "@playwright/test";
import { z } from "zod";
import { runAwsCli } from "./support/aws-cli";
import { carryThrough, expectStatus, startRun } from "./support/changes";
import { addSandboxEnvironment } from "./support/environments";
import { expect, expectAccessible, test } from "./support/test";

const REGION = "eu-north-1";
/** AWS is read every five seconds, and a reading takes a while on a busy machine. */
const soon = { timeout: 45_000 };
const made = z.object({ CustomerGateway: z.object({ CustomerGatewayId: z.string() }) });

test("what AWS has is adopted without a call, and what somebody changes there is told, ignored and reverted", async ({
  page,
  sandbox,
}) => {
  test.slow();
  const gateway = made.parse(
    await runAwsCli(REGION, [
      ...["create-customer-gateway", "--type", "ipsec.1", "--public-ip", "3.37.222.142", "--bgp-asn", "65000"],
      ...["--tag-specifications", "ResourceType=customer-gateway,Tags=[{Key=Name,Value=york}]"],
    ]),
  );
  const slug = await addSandboxEnvironment(page, { name: "Drifting", region: REGION, selfApproval: true });
  const rename = (name: string) =>
    runAwsCli(REGION, [
      ...["create-tags", "--resources", gateway.CustomerGateway.CustomerGatewayId],
      ...["--tags", `Key=Name,Value=${name}`],
    ]);

  await test.step("a gateway that was made elsewhere is adopted without a call", async () => {
    await page.goto(`/${slug}/drift`);
    await expect(page.getByText("Nothing is managed here yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "york" })).toBeVisible(soon);
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Select all" }).click();
    await page.getByRole("button", { name: "Adopt 1 resource" }).click();
    await expectAccessible(page);
    await propose(page, "Propose to adopt");
    await sandbox.clearCalls();
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByRole("button", { name: "Approve change" }).click();
    await startRun(page);
    await expectStatus(page, "Applied");
    const { counts } = await sandbox.countCalls();
    expect(Object.keys(counts).filter((action) => action.startsWith("Create"))).toEqual([]);
  });

  await test.step("a rename in AWS is told with what was wanted, also in the navigation", async () => {
    await rename("leeds");
    await page.goto(`/${slug}/drift`);
    const told = page.getByRole("list", { name: "Differs from what was wanted" });
    await expect(told.getByText("CreateTags")).toBeVisible(soon);
    await expect(told.getByText("york")).toBeVisible();
    await expect(page.getByRole("link", { name: "Drift 1" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("ignored with a reason it is silent until somebody ends that", async () => {
    await page.getByRole("button", { name: "Ignore Name of leeds" }).click();
    await page.getByRole("textbox", { name: "Reason" }).fill("The other team renames it back");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Ignore until then" }).click();
    await expect(page.getByText("AWS has what was wanted")).toBeVisible();
    await expect(page.getByText("The other team renames it back")).toBeVisible();
    await page.getByRole("button", { name: "Stop ignoring Name of leeds" }).click();
    await expect(page.getByText("CreateTags")).toBeVisible();
  });

  await test.step("a change puts it back, and its history tells all of it", async () => {
    await page.getByRole("button", { name: "Revert" }).click();
    await propose(page, "Propose to revert");
    await carryThrough(page, sandbox);
    await page.goto(`/${slug}/drift`);
    await expect(page.getByText("AWS has what was wanted")).toBeVisible();
    await page.goto(`/${slug}/resources/customer-gateway/york/history`);
    for (const entry of ["First seen in AWS", "Adopted", "Applied"]) await expect(page.getByText(entry)).toBeVisible();
    await expectAccessible(page);
  });
});

/** Puts the decision on the dialog into a new change, and waits for its page. */
async function propose(page: Page, button: string): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
  await expect(page).toHaveURL(/\/changes\/\d+$/);
}
