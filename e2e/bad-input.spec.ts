import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/test";

// The demo's company: VPC core 10.50.0.0/16 with the gateway vgw-core (AS 64513), customer gateway jeju-dr at 3.37.222.18.
const SLUG = "seoul-demo";

interface Refusal {
  says: string;
  kind: string;
  field: RegExp;
  typed: string;
  reason: string;
  /** Filled before: field → value, or the beginning of an option. */
  around?: Record<string, string>;
}

const refusals: Refusal[] = [
  {
    says: "an address that is not one",
    kind: "customer-gateway",
    field: /^Public IPv4 address/,
    typed: "3.37.222",
    reason: "This is not an IPv4 address.",
  },
  {
    says: "an address that is not public",
    kind: "customer-gateway",
    field: /^Public IPv4 address/,
    typed: "192.168.0.1",
    reason: "AWS cannot reach this address from the internet.",
  },
  {
    says: "a reserved ASN",
    kind: "customer-gateway",
    field: /^BGP ASN/,
    typed: "7224",
    reason: "AWS uses 7224 itself",
  },
  {
    says: "a customer gateway that exists",
    kind: "customer-gateway",
    field: /^Public IPv4 address/,
    around: { "BGP ASN": "65040" },
    typed: "3.37.222.18",
    reason: "jeju-dr has this address and ASN already. Use it instead.",
  },
  {
    says: "an Amazon-side ASN that is not private",
    kind: "vpn-gateway",
    field: /^Amazon-side ASN/,
    typed: "65000000",
    reason: "Enter an ASN between 64512 and 65534",
  },
  {
    says: "a subnet outside its VPC",
    kind: "subnet",
    field: /^IPv4 block/,
    around: { VPC: "core" },
    typed: "10.99.1.0/24",
    reason: "10.99.1.0/24 is not inside core",
  },
  {
    says: "a prefix that overlaps the VPC",
    kind: "vpn-connection-route",
    field: /^Prefix/,
    around: { "VPN connection": "busan" },
    typed: "10.50.10.0/24",
    reason: "10.50.10.0/24 lies inside core",
  },
  {
    says: "a key outside the alphabet",
    kind: "vpn-connection",
    field: /^Pre-shared key/,
    typed: "not-allowed-here!",
    reason: "A pre-shared key has only letters, digits, periods and underscores.",
  },
  {
    says: "a key that begins with 0",
    kind: "vpn-connection",
    field: /^Pre-shared key/,
    typed: "0cloudneta",
    reason: "A pre-shared key does not begin with 0.",
  },
  {
    says: "an inside block that AWS keeps to itself",
    kind: "vpn-connection",
    field: /^Inside block/,
    typed: "169.254.5.0/30",
    reason: "AWS keeps 169.254.5.0/30 to itself.",
  },
];

test("forms refuse what EC2 would refuse, beside the field, before any call and before the rest is filled in", async ({
  page,
  sandbox,
}) => {
  await sandbox.clearCalls();
  for (const refusal of refusals) {
    await test.step(refusal.says, async () => {
      await page.goto(`/${SLUG}/resources/new/${refusal.kind}`);
      for (const [label, value] of Object.entries(refusal.around ?? {})) await fillOrChoose(page, label, value);
      const field = page.getByLabel(refusal.field).first();
      await field.fill(refusal.typed);
      await field.blur();
      await expectRefused(field, refusal.reason);
    });
  }
  await expectAccessible(page);
  const { counts } = await sandbox.countCalls();
  expect(Object.keys(counts).filter((action) => !/^(Describe|Get)/.test(action))).toEqual([]);
});

test("the guide offers a customer gateway that exists for reuse", async ({ page }) => {
  await beginGuide(page, { site: "jeju-two", ipAddress: "3.37.222.18", bgpAsn: "65040" });
  await page.getByRole("radio", { name: /^A new one/ }).check();
  await goOn(page);
  await expect(page.getByText("jeju-dr has this address and ASN already. Use it instead.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /jeju-dr/ }).click();
  await expect(page.getByRole("radio", { name: /^An existing one/ })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Customer gateway", exact: true })).toHaveValue(
    "customer-gateway/jeju-dr",
  );
});

test("the guide refuses an ASN that the gateway of the VPC has as well", async ({ page }) => {
  await beginGuide(page, { site: "clash", ipAddress: "3.37.222.170", bgpAsn: "64514" });
  await page.getByRole("radio", { name: /^A new one/ }).check();
  await goOn(page);
  await page.getByRole("radio", { name: /^An existing one/ }).check();
  const gateway = page.getByRole("combobox", { name: "Virtual private gateway", exact: true });
  await gateway.selectOption(await optionBeginning(page, "Virtual private gateway", "vgw-shared"));
  await goOn(page);
  await expect(page.getByText("have the same ASN, 64514.")).toBeVisible();
});

/** Answers the first two stages, for a site with BGP at the VPC `shared`. */
async function beginGuide(
  page: Page,
  { site, ipAddress, bgpAsn }: { site: string; ipAddress: string; bgpAsn: string },
): Promise<void> {
  await page.goto(`/${SLUG}/setup`);
  await page.getByRole("button", { name: "Set up a site" }).click();
  await page.getByLabel("Name of the site").fill(site);
  await page.getByLabel("Public IPv4 address").fill(ipAddress);
  await page.getByRole("radio", { name: /^BGP/ }).check();
  await page.getByLabel("BGP ASN of the device").fill(bgpAsn);
  await goOn(page);
  await page.getByRole("radio", { name: /^An existing VPC/ }).check();
  await page
    .getByRole("combobox", { name: "VPC", exact: true })
    .selectOption(await optionBeginning(page, "VPC", "shared"));
  await goOn(page);
}

async function goOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Continue to/ }).click();
}

async function expectRefused(field: Locator, reason: string): Promise<void> {
  await expect(field).toHaveAccessibleDescription(new RegExp(reason.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  await expect(field).toHaveAttribute("aria-invalid", "true");
}

async function fillOrChoose(page: Page, label: string, value: string): Promise<void> {
  const group = page.getByRole("group", { name: label, exact: true });
  if ((await group.count()) > 0) return group.getByText(new RegExp(`^${value}`)).click();
  const field = page.getByLabel(label, { exact: true });
  if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT")
    await field.selectOption(await optionBeginning(page, label, value));
  else await field.fill(value);
}

/** Options show an id after the name. */
async function optionBeginning(page: Page, label: string, name: string): Promise<string> {
  const option = page
    .getByRole("combobox", { name: label, exact: true })
    .getByRole("option", { name: new RegExp(`^${name} `) });
  return (await option.getAttribute("value")) ?? "";
}
