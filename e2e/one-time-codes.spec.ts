import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { addMember, emailOf, fillSignIn, signInAs } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";

const PASSWORD = "first-password";

test("a code of the app is asked for after the password, until an admin resets it", async ({ page, browser }) => {
  await addMember(page, "Otto", "viewer");
  const theirs = await signInAs(browser, "Otto");
  await theirs.goto("/settings/account");
  const panel = theirs.locator("section", { has: theirs.getByRole("heading", { name: "One-time codes" }) });
  await panel.getByLabel("Present password").fill(PASSWORD);
  await panel.getByRole("button", { name: "Set up one-time codes" }).click();
  await expect(panel.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(theirs);
  const secret = (await panel.locator(".mono").first().textContent()) ?? "";
  const app = createOTP(new TextDecoder().decode(base32.decode(secret.trim())));
  await panel.getByLabel("Code from the app").fill(await app.totp());
  await panel.getByRole("button", { name: "Turn on one-time codes" }).click();
  await expect(panel.getByText("they are not shown again")).toBeVisible();
  const [backupCode = ""] = ((await panel.locator("pre").textContent()) ?? "").split("\n");

  const signInAgain = async () => {
    await theirs.context().clearCookies();
    await theirs.goto("/sign-in?next=/settings/account");
    await fillSignIn(theirs, { email: emailOf("Otto"), password: PASSWORD });
  };
  await signInAgain();
  await expect(theirs.getByRole("heading", { name: "One-time code" })).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel("Code").fill("000000");
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs.getByText("This code is not right.")).toBeVisible();
  await theirs.getByLabel("Code").fill(backupCode);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs).toHaveURL(/\/settings\/account$/);

  await page.reload();
  const row = page.getByRole("row", { name: /otto@example\.com/ });
  await row.getByRole("button", { name: "Reset codes of Otto" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset codes of Otto" }).click();
  await expect(page.getByText("Otto signs in without a code now")).toBeVisible();
  await signInAgain();
  await expect(theirs).toHaveURL(/\/settings\/account$/);
  await theirs.context().close();
});
