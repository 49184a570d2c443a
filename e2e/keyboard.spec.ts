import { expect, test } from "./support/test";

test("the first stages of the set-up guide need no mouse", async ({ page }) => {
  const { keyboard } = page;
  await page.goto("/seoul-demo/setup");
  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await keyboard.press("Enter");
  await tabTo("Set up a site");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What you need" })).toBeVisible();

  await tabTo("Name of the site");
  await keyboard.type("keys-only");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await expect(page.getByLabel("Public IPv4 address")).toBeFocused();
  await keyboard.type("3.37.222.160");
  await keyboard.press("Tab");
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Static/ })).toBeChecked();
  await tabTo("On-premises prefixes");
  await keyboard.type("10.61.0.0/16");
  await keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "VPC", exact: true })).toBeVisible();
  await tabTo("use", "radio");
  await expect(page.getByRole("radio", { name: /^An existing VPC/ })).toBeChecked();
  await tabTo("VPC");
  const vpc = page.getByRole("combobox", { name: "VPC" });
  await expect(vpc).toBeFocused();
  await keyboard.type("shared");
  await expect(vpc).toHaveValue(/shared/);
  await keyboard.press("Enter");
  await tabTo("Continue to Customer gateway");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Customer gateway", exact: true })).toBeVisible();

  /** Presses Tab until the control with this label, text or field name has the focus. */
  async function tabTo(name: string, by: "label" | "radio" = "label"): Promise<void> {
    for (let presses = 0; presses < 40; presses += 1) {
      await keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (element instanceof HTMLInputElement && element.type === "radio") return `radio ${element.name}`;
        const label =
          element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : element;
        // The form itself has the focus when a stage begins, and its text begins with that of its first field.
        return element instanceof HTMLFormElement ? "" : (label?.textContent?.trim() ?? "");
      });
      if (by === "radio" ? found === `radio ${name}` : found.startsWith(name)) return;
    }
    throw new Error(`Nothing called ${name} is reached by Tab`);
  }
});
