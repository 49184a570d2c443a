import type { Page } from "@playwright/test";
import type { SandboxControl } from "../sandbox/control-client";
import { expectStatus, letTimePass } from "./support/changes";
import { addSandboxEnvironment } from "./support/environments";
import { addMember, signInAs } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";

/** Of the demo's company, whose connection osaka is healthy. */
const REGION = "ap-northeast-2";

test.afterEach(({ sandbox }) => sandbox.reset("demo"));

test("a team drafts, disputes, approves, loses the approval to a fallen tunnel, approves anew, and brings a broken run to its end", async ({
  page,
  browser,
  sandbox,
}) => {
  test.slow();
  const slug = await addSandboxEnvironment(page, { name: "Team", region: REGION, selfApproval: false });
  await addMember(page, "Drafter", "editor");
  await addMember(page, "Judge", "approver");
  const drafter = await signInAs(browser, "Drafter");
  const judge = await signInAs(browser, "Judge");

  const path = await test.step("the one drafts two edits, and says something about a step", async () => {
    await drafter.goto(`/${slug}/resources/vpn-connection/osaka/edit`);
    await setDpdTimeout(drafter, "45");
    await drafter.getByRole("button", { name: "Save as a new change" }).click();
    await expect(drafter).toHaveURL(new RegExp(`/${slug}/changes/\\d+$`));
    const path = new URL(drafter.url()).pathname;
    await drafter.goto(`/${slug}/resources/new/customer-gateway?change=${path.split("/").at(-1)}`);
    await drafter.getByLabel("Name", { exact: true }).fill("osaka-spare");
    await drafter.getByLabel("Public IPv4 address").fill("3.37.222.171");
    await drafter.getByRole("button", { name: /^Save into CHG-/ }).click();
    await expect(drafter).toHaveURL(new RegExp(`${path}$`));

    await drafter.getByRole("button", { name: "Comment on step 1" }).click();
    const dialog = drafter.getByRole("dialog");
    await expectAccessible(drafter);
    await dialog.getByLabel("Comment").fill("A second router.\nIt is in the rack already.");
    await dialog.getByRole("button", { name: "Send comment" }).click();
    await expect(drafter.getByText("It is in the rack already.")).toBeVisible();
    await expectAccessible(drafter);
    await drafter.getByRole("button", { name: "Submit for review" }).click();
    await expectStatus(drafter, "In review");
    return path;
  });

  await test.step("the other finds it waiting, opens a thread that must be resolved, and requests changes", async () => {
    await judge.goto(`/${slug}/changes?show=mine`);
    await expectAccessible(judge);
    await judge.getByRole("link", { name: /osaka/ }).click();
    await expectStatus(judge, "In review");
    const discussion = judge.locator("section", { has: judge.getByRole("heading", { name: "Discussion" }) });
    await discussion.getByLabel("Comment").fill("45 seconds are too few.");
    await discussion.getByLabel("Must be resolved before the change is applied").check();
    await discussion.getByRole("button", { name: "Send comment" }).click();
    await expect(judge.getByText("1 thread has to be resolved")).toBeVisible();
    await judge.getByRole("button", { name: "Request changes" }).click();
    const dialog = judge.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Sixty, as everywhere");
    await dialog.getByRole("button", { name: "Request changes" }).click();
    await expectStatus(judge, "Changes requested");
    await expectAccessible(judge);
  });

  await test.step("the author answers, edits, resolves the thread and submits again", async () => {
    await expectStatus(drafter, "Changes requested");
    await expect(drafter.getByText("Sixty, as everywhere")).toBeVisible();
    await drafter.goto(`/${slug}/resources/vpn-connection/osaka/edit?change=${path.split("/").at(-1)}`);
    await setDpdTimeout(drafter, "60");
    await drafter.getByRole("button", { name: /^Save into CHG-/ }).click();
    await expect(drafter).toHaveURL(new RegExp(`${path}$`));
    await expectStatus(drafter, "Draft");
    const thread = drafter.getByRole("listitem").filter({ hasText: "45 seconds are too few." }).first();
    await thread.getByRole("button", { name: "Reply" }).click();
    await thread.getByLabel("Answer").fill("Sixty by now.");
    await thread.getByRole("button", { name: "Send answer" }).click();
    await expect(drafter.getByText("Sixty by now.")).toBeVisible();
    await thread.getByRole("button", { name: "Resolve thread" }).click();
    await expect(drafter.getByText("1 resolved thread")).toBeVisible();
    await drafter.getByRole("button", { name: "Submit for review" }).click();
    await expectStatus(drafter, "In review");
  });

  await test.step("it is approved, on a phone", async () => {
    await judge.setViewportSize({ width: 390, height: 844 });
    await expectStatus(judge, "In review");
    await judge.getByRole("button", { name: "Approve change" }).click();
    await expectStatus(judge, "Approved");
    await expect(judge.getByText(/^An approval lasts/)).toBeVisible();
    await expectAccessible(judge);
    const sideways = await judge.evaluate(() => document.body.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await judge.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step("when the sibling tunnel goes down, the approval falls on both pages, with its reason", async () => {
    await cutSibling(drafter, sandbox);
    await expectStatus(judge, "Stale");
    await expectStatus(drafter, "Stale");
    for (const one of [judge, drafter])
      await expect(
        one.getByText(/Tunnel [\d.]+ of osaka went down, so the impact rose from 2 to 3/).first(),
      ).toBeVisible();
    await expect(judge.getByText("Fell", { exact: true })).toBeVisible();
    await expectAccessible(judge);
  });

  await test.step("planned again it is approved anew, and its title is typed, because the last tunnel falls", async () => {
    await drafter.getByRole("button", { name: "Plan again" }).click();
    await expectStatus(drafter, "In review");
    await expectStatus(judge, "In review");
    await judge.getByRole("button", { name: "Approve change" }).click();
    await expectStatus(judge, "Approved");
    await sandbox.addFault({
      action: "CreateCustomerGateway",
      kind: "error",
      params: { code: "CustomerGatewayLimitExceeded", message: "The maximum number has been reached.", status: 400 },
    });
    await judge.getByRole("button", { name: "Apply change in sandbox" }).click();
    const dialog = judge.getByRole("dialog");
    await dialog.getByRole("textbox").fill("osaka");
    await expectAccessible(judge);
    await dialog.getByRole("button", { name: "Apply change in sandbox" }).click();
  });

  await test.step("a fault leaves it partly applied; every way on says what it does, and resuming brings it to its end", async () => {
    await letTimePass(sandbox, () =>
      expect(judge.getByText("Some steps are done and some are not.")).toBeVisible({ timeout: 1500 }),
    );
    await expectStatus(judge, "Partly applied");
    await expect(judge.getByText("A quota of the AWS account is used up.")).toBeVisible();
    await expect(drafter.getByText(/puts back what was there before/)).toBeVisible();
    await expectAccessible(judge);
    await expectAccessible(drafter);
    await sandbox.clearFaults();
    await judge.getByRole("button", { name: "Resume run" }).click();
    await letTimePass(sandbox, () =>
      expect(judge.getByText("Every step is done, and AWS shows what was approved.")).toBeVisible({ timeout: 1500 }),
    );
    await expectStatus(judge, "Applied");
    await expectStatus(drafter, "Applied");
    await expectAccessible(drafter);
  });

  await drafter.context().close();
  await judge.context().close();
});

/** Of the first tunnel, so that the other one is its sibling. */
async function setDpdTimeout(page: Page, seconds: string): Promise<void> {
  await page.getByText("Per tunnel", { exact: true }).click();
  await page.getByLabel("DPD timeout").first().fill(seconds);
}

/** Cuts the tunnel of osaka that the plan on the page does not touch. */
async function cutSibling(page: Page, sandbox: SandboxControl): Promise<void> {
  const reason = await page.getByText(/^[\d.]+ is UP and carries the traffic meanwhile\.$/).textContent();
  const outsideIp = reason?.split(" ")[0] ?? "";
  await sandbox.setTunnel({ outsideIp, up: false });
}
