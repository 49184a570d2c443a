import { type RunningProvider, startOpenidProvider } from "../scripts/test/openid-provider";
import { product } from "./support/product";
import { expect, expectAccessible, test } from "./support/test";

let provider: RunningProvider | undefined;

test.afterAll(() => provider?.stop());

test("people sign in at their provider, are what their groups say, and are out once it is switched off", async ({
  page,
  browser,
}) => {
  await page.goto("/settings/groups/new");
  await page.getByLabel("Name", { exact: true }).fill("Lab network");
  await page.getByLabel("Role").selectOption("editor");
  await page.getByLabel("Group at the provider").fill("lab-net");
  await page.getByRole("button", { name: "Add group" }).click();
  await expect(page.getByText("Lab network").first()).toBeVisible();

  await page.goto("/settings/single-sign-on");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Add provider" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Acme");
  await page.getByLabel("Part of the address").fill("acme");
  const redirectUri = await page.getByRole("textbox", { name: "Redirect address" }).inputValue();
  expect(redirectUri).toMatch(/\/api\/sso\/acme\/callback$/);
  provider = await startOpenidProvider({
    client: { id: "underpass", secret: "known to both of them only", redirectUri },
    people: [
      { id: "cleo", claims: { email: "cleo@acme.example", email_verified: true, name: "Cleo", groups: ["lab-net"] } },
      { id: "eve", claims: { email: "eve@acme.example", email_verified: true, name: "Eve", groups: [] } },
    ],
  });
  await page.getByLabel("Issuer").fill(provider.issuer);
  await page.getByLabel("Client ID").fill("underpass");
  await page.getByLabel("Client secret").fill("known to both of them only");
  await page.getByRole("button", { name: "Test provider" }).click();
  await expect(page.getByText("The provider answers.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByRole("row", { name: /Acme/ })).toBeVisible();

  const context = await browser.newContext({
    baseURL: product().baseUrl,
    storageState: { cookies: [], origins: [] },
    locale: "en-GB",
  });
  const theirs = await context.newPage();
  await theirs.goto("/sign-in?sso=acme&next=/settings/account");
  await expectAccessible(theirs);
  await theirs.getByRole("link", { name: "Continue with Acme" }).click();
  await theirs.getByRole("button", { name: "Continue as eve" }).click();
  await expect(theirs.getByRole("alert").filter({ hasText: "None of your groups" })).toBeVisible();
  // The provider itself remembers who signed in there.
  await context.clearCookies({ name: /_session/ });
  await theirs.getByRole("link", { name: "Continue with Acme" }).click();
  await theirs.getByRole("button", { name: "Continue as cleo" }).click();
  await expect(theirs).toHaveURL(/\/settings\/account$/);
  await expect(theirs.getByText("Signed in as cleo@acme.example")).toBeVisible();
  await expectAccessible(theirs);

  await page.goto("/settings/members");
  const row = page.getByRole("row", { name: /cleo@acme\.example/ });
  await expect(row.getByText("Editor by Lab network")).toBeVisible();
  await expect(row.getByRole("link", { name: "Lab network" })).toBeVisible();

  await page.goto("/settings/single-sign-on");
  await page.getByRole("switch", { name: "Sign in with Acme" }).click();
  await expect(page.getByText("Off", { exact: true })).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("status").filter({ hasText: "Your session has ended" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Continue with Acme" })).toBeHidden();
  await context.close();
});
