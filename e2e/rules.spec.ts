import { expectStatus } from "./support/changes";
import { addSandboxEnvironment } from "./support/environments";
import { expect, expectAccessible, test } from "./support/test";

const ENVIRONMENT = "Ruled";
const REGION = "ca-central-1";
const RULE = "Gateways of Ruled";
const REASON = "Year-end closing";

test("a rule decides who approves, a freeze holds an approved change until it is lifted, and a window says when it opens", async ({
  page,
}) => {
  const slug = await addSandboxEnvironment(page, { name: ENVIRONMENT, region: REGION, selfApproval: true });

  await test.step("an admin adds a rule, which is put where it decides something", async () => {
    await page.goto("/settings/rules");
    await page.getByRole("link", { name: "Add rule" }).click();
    await page.getByLabel("Name", { exact: true }).fill(RULE);
    await page.getByRole("checkbox", { name: ENVIRONMENT, exact: true }).check();
    await page.getByRole("checkbox", { name: "Customer gateway", exact: true }).check();
    await page.getByLabel("Given by, line 1").selectOption({ label: "Role Admin" });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect(page).toHaveURL(/\/settings\/rules$/);
    await expect(page.getByRole("button", { name: `Move ${RULE} up` })).toHaveAttribute("aria-disabled", "true");
  });

  await test.step("the simulator names it, what it asks for and who could give it", async () => {
    const simulator = page.getByRole("form", { name: "Who would have to approve this?" });
    await simulator.getByLabel("Environment").selectOption({ label: ENVIRONMENT });
    await simulator.getByLabel("Kind").selectOption({ label: "Customer gateway" });
    await simulator.getByRole("button", { name: "Show who approves" }).click();
    const answer = page.getByRole("region", { name: "Who would have to approve this?" });
    await expect(answer).toContainText(`Rule 1, ${RULE}, decides.`);
    await expect(answer).toContainText("1 approval by an admin");
    await expect(answer).toContainText(/Could be given by \w/);
    await expectAccessible(page);
  });

  await test.step("a draft says the same before it is submitted", async () => {
    await page.goto(`/${slug}/resources/new/customer-gateway`);
    await page.getByLabel("Name", { exact: true }).fill("oslo");
    await page.getByLabel("Public IPv4 address").fill("3.37.222.150");
    await page.getByRole("button", { name: "Save as a new change" }).click();
    await expect(page.getByText("1 approval by an admin")).toBeVisible();
    await expect(page.getByText(`${RULE}: oslo`)).toBeVisible();
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByRole("button", { name: "Approve change" }).click();
    await expectStatus(page, "Approved");
  });
  const changePath = new URL(page.url()).pathname;
  const apply = page.getByRole("button", { name: "Apply change in sandbox" });

  await test.step("a freeze greys what is approved, with its reason, on every page of the environment", async () => {
    await page.goto("/settings/freezes/new");
    await page.getByLabel("Environment", { exact: true }).selectOption({ label: ENVIRONMENT });
    await page.getByLabel("Reason").fill(REASON);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Freeze environment" }).click();
    await expect(page.getByRole("list", { name: "In force" }).getByText(REASON)).toBeVisible();
    await expectAccessible(page);
    await page.goto(changePath);
    await expect(apply).toHaveAttribute("aria-disabled", "true");
    await expect(apply).toHaveAccessibleDescription(new RegExp(REASON));
    await expect(page.getByRole("status").filter({ hasText: `: ${REASON}. Nothing in ${ENVIRONMENT}` })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("lifting it frees the change", async () => {
    await page.goto("/settings/freezes");
    await page.getByRole("button", { name: `Lift freeze: ${REASON}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lift freeze" }).click();
    await expect(page.getByText("Nothing is frozen")).toBeVisible();
    await page.goto(changePath);
    await expect(apply).not.toHaveAttribute("aria-disabled");
  });

  await test.step("a window says when it opens before it is added", async () => {
    await page.goto("/settings/windows");
    await page.getByRole("button", { name: `Add window to ${ENVIRONMENT}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Nights");
    await dialog.getByLabel("Time zone").selectOption("Asia/Seoul");
    // 22:00 in Seoul is 13:00 in London's winter and 14:00 in its summer.
    await expect(dialog.getByText(/22:00 · .* 1[34]:00 your time/).first()).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add window" }).click();
    await expect(page.getByRole("list", { name: ENVIRONMENT, exact: true })).toContainText("Mon–Fri, 22:00 for 4 h");
  });
});
