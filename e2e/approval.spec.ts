import { expectStatus, startRun } from "./support/changes";
import { downloadConfiguration } from "./support/downloads";
import { addSandboxEnvironment } from "./support/environments";
import { addMember, signInAs } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";

const REGION = "eu-west-2";

test("what one person proposes another one approves, and neither the author nor a viewer can", async ({
  page,
  browser,
}) => {
  test.slow();
  const slug = await addSandboxEnvironment(page, { name: "Shared", region: REGION, selfApproval: false });
  for (const [name, role] of [
    ["Author", "editor"],
    ["Reviewer", "approver"],
    ["Onlooker", "viewer"],
  ] as const)
    await addMember(page, name, role);

  const author = await signInAs(browser, "Author");
  const changePath = await test.step("the author proposes a customer gateway and submits it", async () => {
    await author.goto(`/${slug}/resources/new/customer-gateway`);
    await expectAccessible(author);
    await author.getByLabel("Name", { exact: true }).fill("leeds");
    await author.getByLabel("Public IPv4 address").fill("3.37.222.142");
    await author.getByRole("button", { name: "Save as a new change" }).click();
    await expect(author).toHaveURL(new RegExp(`/${slug}/changes/\\d+$`));
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expectStatus(author, "In review");
    return new URL(author.url()).pathname;
  });

  await test.step("the author cannot approve or apply it, and the page says why", async () => {
    await expect(author.getByRole("button", { name: "Approve change" })).toHaveCount(0);
    await expect(author.getByText("Whoever opened or edited the change does not count.")).toBeVisible();
    const apply = author.getByRole("button", { name: /^Apply change/ });
    if ((await apply.count()) > 0) await expect(apply).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(author);
  });

  await test.step("a viewer reads it and can do nothing with it", async () => {
    const onlooker = await signInAs(browser, "Onlooker");
    await onlooker.goto(changePath);
    await expectStatus(onlooker, "In review");
    for (const name of [/Approve change/, /Apply change/, /Abandon change/, /Back to draft/])
      await expect(onlooker.getByRole("button", { name })).toHaveCount(0);
    await onlooker.context().close();
  });

  await test.step("somebody else asks for changes, the author submits again, and then it is approved", async () => {
    const reviewer = await signInAs(browser, "Reviewer");
    await reviewer.goto(changePath);
    await reviewer.getByRole("button", { name: "Request changes" }).click();
    const dialog = reviewer.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Which office is this?");
    await dialog.getByRole("button", { name: "Request changes" }).click();
    await expectStatus(reviewer, "Changes requested");

    // The author's page follows without a reload.
    await expectStatus(author, "Changes requested");
    await expect(author.getByText("Which office is this?").first()).toBeVisible();
    await author.getByRole("button", { name: "Back to draft" }).click();
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expectStatus(author, "In review");

    await expectStatus(reviewer, "In review");
    await reviewer.getByRole("button", { name: "Approve change" }).click();
    await expectStatus(reviewer, "Approved");
    await expectAccessible(reviewer);
    await startRun(reviewer);
    await expectStatus(reviewer, "Applied");
    await expect(reviewer.getByText("Every step is done, and AWS shows what was approved.")).toBeVisible();
    await expectAccessible(reviewer);
    await reviewer.context().close();
  });

  await expectStatus(author, "Applied");
  await author.context().close();
});

test("a viewer sees why nothing can be edited, and has files of devices without their keys only", async ({
  page,
  browser,
}) => {
  await addMember(page, "Guest", "viewer");
  const guest = await signInAs(browser, "Guest");
  await guest.goto("/seoul-demo/connections/osaka/configuration");
  await expect(guest.getByRole("checkbox", { name: "Include pre-shared keys" })).toBeDisabled();
  await expect(guest.getByText("Whoever holds the right to reveal keys can have a file with them.")).toBeVisible();
  await expectAccessible(guest);
  expect(await downloadConfiguration(guest, { device: "Generic", withKeys: false })).toContain(
    "<enter the pre-shared key of tunnel 1 here>",
  );
  const answer = await guest.request.get("/seoul-demo/connections/osaka/config/generic?keys=include");
  expect(answer.status()).toBe(403);
  expect(await answer.text()).not.toContain("169.254.");

  for (const path of ["resources/new/customer-gateway", "remove", "setup/new"]) {
    const page = await guest.goto(`/seoul-demo/${path}`);
    expect(page?.status()).toBe(403);
    await expect(guest.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  }
  await expectAccessible(guest);
  await guest.context().close();
});
