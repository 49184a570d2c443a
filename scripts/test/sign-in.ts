import type { Browser } from "@playwright/test";
import type { RunningProduct } from "./run-product";

/** Signs in through the form and keeps the session in a file, for browser contexts to begin with. */
export async function signIn(
  browser: Browser,
  { baseUrl, email, password }: RunningProduct,
  sessionFile: string,
): Promise<void> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${baseUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await context.storageState({ path: sessionFile });
  await context.close();
}
