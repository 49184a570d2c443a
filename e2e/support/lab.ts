import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "./test";

export interface Lab {
  slug: string;
  site: string;
  routing: { type: "static" } | { type: "bgp"; asn: string };
}

/** What both labs have of the classic write-up. */
export const LAB = {
  vpc: "lab",
  vpcCidr: "10.50.0.0/16",
  subnetCidr: "10.50.1.0/24",
  deviceAddress: "3.37.222.142",
  prefix: "10.60.0.0/16",
  key: "cloudneta",
  /** Amazon Linux 2023, as the sandbox has it; the guide asks for it by its public parameter. */
  imageId: "ami-0a5a0dbe0c2d3e4f1",
};

/** Answers every stage of the set-up guide and stops at the review. Each stage is checked by axe. */
export async function answerGuide(page: Page, { slug, site, routing }: Lab): Promise<void> {
  await page.goto(`/${slug}/setup`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set up a site" }).click();

  await expectStage(page, "What you need");
  await page.getByLabel("Name of the site").fill(site);
  await page.getByLabel("Public IPv4 address").fill(LAB.deviceAddress);
  await page.getByRole("radio", { name: routing.type === "bgp" ? /^BGP/ : /^Static/ }).check();
  if (routing.type === "bgp") await page.getByLabel("BGP ASN of the device").fill(routing.asn);
  await page.getByLabel("On-premises prefixes").fill(LAB.prefix);
  await goOn(page);

  await expectStage(page, "VPC");
  await page.getByRole("radio", { name: /^A new VPC/ }).check();
  await page.getByRole("radio", { name: /^A private subnet with VPN only/ }).check();
  await page.getByLabel("Name of the VPC").fill(LAB.vpc);
  await page.getByLabel("IPv4 block of the VPC").fill(LAB.vpcCidr);
  await page.getByLabel("Block of the private subnet").fill(LAB.subnetCidr);
  await goOn(page);

  await expectStage(page, "Customer gateway");
  await page.getByRole("radio", { name: /^A new one/ }).check();
  await goOn(page);

  await expectStage(page, "Gateway and attachment");
  await goOn(page);

  await expectStage(page, "Routes and access");
  await expect(page.getByRole("checkbox", { name: /^lab-private/ })).toBeChecked();
  await page.getByRole("checkbox", { name: "SSH (TCP 22)" }).check();
  await page.getByRole("checkbox", { name: "Ping (ICMP)" }).check();
  await page.getByLabel("Name of the security group").fill("lab-access");
  await page.getByRole("checkbox", { name: "Launch a test host" }).check();
  await page.getByLabel("Name of the test host").fill("lab-host");
  await page.getByLabel("Subnet", { exact: true }).selectOption({ index: 1 });
  await goOn(page);

  await expectStage(page, "VPN connection");
  for (const tunnel of ["Tunnel 1", "Tunnel 2"])
    await page
      .getByRole("region", { name: tunnel, exact: true })
      .getByLabel(/^Pre-shared key/)
      .fill(LAB.key);
  await goOn(page);
  await expectStage(page, "Review and apply");
}

async function goOn(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Continue to/ }).click();
}

/** Stages are told apart by their heading. */
export async function expectStage(page: Page, stage: string): Promise<void> {
  await expect(page.getByRole("heading", { name: stage, exact: true })).toBeVisible();
}
