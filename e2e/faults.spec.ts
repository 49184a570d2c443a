import { addSandboxEnvironment } from "./support/environments";
import { fillSignIn } from "./support/people";
import { product } from "./support/product";
import { expect, expectAccessible, test } from "./support/test";

const SLUG = "seoul-demo";
/** A reading that fails is tolerated for half a minute before a page says so. */
const NOTICED_WITHIN_MS = 60_000;

test("when EC2 fails, every page says what, since when and why, keeps what was read, and recovers", async ({
  page,
  sandbox,
}) => {
  test.slow();
  await page.goto(`/${SLUG}/connections`);
  await expect(page.getByRole("link", { name: "leeds" })).toBeVisible();

  await sandbox.addFault({ action: "DescribeVpcs", kind: "throttle" });
  await sandbox.addFault({ action: "DescribeSubnets", kind: "html-500" });
  await sandbox.addFault({ action: "DescribeCustomerGateways", kind: "cut-before" });
  await sandbox.addFault({
    action: "DescribeInstances",
    kind: "error",
    params: { code: "UnsupportedOperation", message: "Not here.", status: 400 },
  });
  const notices = page.getByRole("status");
  for (const cause of [
    "AWS asks to call less often.",
    "The endpoint failed, or answered with something else than EC2.",
    "The endpoint does not answer.",
    "The endpoint does not know this call.",
  ]) {
    const notice = notices.filter({ hasText: cause });
    await expect(notice).toBeVisible({ timeout: NOTICED_WITHIN_MS });
    await expect(notice).toContainText(/not read for \d+ s/);
  }
  await expect(page.getByRole("link", { name: "leeds" })).toBeVisible();
  await expectAccessible(page);
  for (const path of ["", "/topology", "/resources", "/resources/vpc", "/setup", "/changes"]) {
    await page.goto(`/${SLUG}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(notices.filter({ hasText: "AWS asks to call less often." })).toBeVisible();
  }

  await sandbox.clearFaults();
  await page.goto(`/settings/environments/${SLUG}`);
  await page.getByRole("button", { name: "Read now" }).click();
  await page.goto(`/${SLUG}/connections`);
  await expect(notices.filter({ hasText: "AWS asks to call less often." })).toHaveCount(0, {
    timeout: NOTICED_WITHIN_MS,
  });
});

test("without telemetry and options in the answers a tunnel is unknown, not down", async ({ page, sandbox }) => {
  await page.goto(`/${SLUG}/connections/osaka`);
  await expect(page.getByText("Healthy").first()).toBeVisible();
  await sandbox.addFault({
    action: "DescribeVpnConnections",
    kind: "omit-fields",
    params: { fields: ["VgwTelemetry", "Options"] },
  });
  await expect(page.getByText("Unknown").first()).toBeVisible({ timeout: NOTICED_WITHIN_MS });
  await expect(page.getByText("Down", { exact: true })).toHaveCount(0);
  await expectAccessible(page);
  for (const tab of ["options", "routes", "configuration"]) {
    await page.goto(`/${SLUG}/connections/osaka/${tab}`);
    await expect(page.getByRole("heading", { level: 1, name: "osaka" })).toBeVisible();
  }
  await sandbox.clearFaults();
  await page.goto(`/${SLUG}/connections/osaka`);
  await expect(page.getByText("Healthy").first()).toBeVisible();
});

test("wrong credentials are told by the connection test and on the pages of the environment", async ({ page }) => {
  const slug = await addSandboxEnvironment(page, {
    name: "Wrong keys",
    region: "sa-east-1",
    selfApproval: true,
    secretAccessKey: "not-the-secret",
  });
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Signing in failed.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${slug}`);
  await expect(
    page.getByRole("status").filter({ hasText: "AWS does not accept the credentials, or none were found." }),
  ).toBeVisible({ timeout: NOTICED_WITHIN_MS });
});

test("a session that ends while a form is filled in costs nothing: it is said, and the input is saved after signing in", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: product().baseUrl, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fillSignIn(page, product());
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`/${SLUG}/resources/new/customer-gateway`);
  await page.getByLabel("Name", { exact: true }).fill("after-the-break");
  await page.getByLabel("Public IPv4 address").fill("3.37.222.150");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save as a new change" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "Your session has ended, so nothing was saved." }),
  ).toBeVisible();
  await expect(page.getByLabel("Public IPv4 address")).toHaveValue("3.37.222.150");

  const other = await context.newPage();
  await other.goto("/sign-in");
  await fillSignIn(other, product());
  await expect(other).not.toHaveURL(/sign-in/);
  await page.getByRole("button", { name: "Save as a new change" }).click();
  await expect(page).toHaveURL(/\/changes\/\d+$/);
  await expect(page.getByText("after-the-break").first()).toBeVisible();
  await context.close();
});

test("of two tabs that edit the same resource the second one is told, with both versions", async ({
  page,
  context,
}) => {
  await page.goto(`/${SLUG}/resources/new/customer-gateway`);
  await page.getByLabel("Name", { exact: true }).fill("two-tabs");
  await page.getByLabel("Public IPv4 address").fill("3.37.222.151");
  await page.getByRole("button", { name: "Save as a new change" }).click();
  await expect(page).toHaveURL(/\/changes\/\d+$/);
  const changePath = new URL(page.url()).pathname;
  const form = `/${SLUG}/resources/customer-gateway/two-tabs/edit?change=${changePath.split("/").at(-1)}`;

  const other = await context.newPage();
  await page.goto(form);
  await other.goto(form);
  await page.getByLabel("Public IPv4 address").fill("3.37.222.152");
  await page.getByRole("button", { name: /^Save into CHG-/ }).click();
  await expect(page).toHaveURL(new RegExp(`${changePath}$`));

  await other.getByLabel("Public IPv4 address").fill("3.37.222.153");
  await other.getByRole("button", { name: /^Save into CHG-/ }).click();
  const conflict = other.getByRole("alert").filter({ hasText: "Somebody changed this meanwhile" });
  await expect(conflict.getByRole("row", { name: /3\.37\.222\.152 .*3\.37\.222\.153/ })).toBeVisible();
  await expect(other.getByLabel("Public IPv4 address")).toHaveValue("3.37.222.153");
  await expectAccessible(other);
  await other.getByRole("button", { name: "Save mine over it" }).click();
  await expect(other).toHaveURL(new RegExp(`${changePath}$`));
  await expect(other.getByRole("cell", { name: "3.37.222.153" })).toBeVisible();
});
