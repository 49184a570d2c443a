import { useTranslations } from "next-intl";
import type { VpcLayout } from "@/lib/domain/goals/vpc-layout";

const PARTS: Record<VpcLayout, { hasInternet: boolean; subnets: ("public" | "private")[]; hasVpn: boolean }> = {
  public: { hasInternet: true, subnets: ["public"], hasVpn: false },
  "public-private": { hasInternet: true, subnets: ["public", "private"], hasVpn: false },
  "public-private-vpn": { hasInternet: true, subnets: ["public", "private"], hasVpn: true },
  "private-vpn": { hasInternet: false, subnets: ["private"], hasVpn: true },
};

/** What a layout has, at a glance: the ways in and the subnets. */
export function LayoutSketch({ layout }: { layout: VpcLayout }) {
  const t = useTranslations("setup.network.sketch");
  const { hasInternet, subnets, hasVpn } = PARTS[layout];
  return (
    <span aria-hidden="true" className="mt-2 flex flex-wrap gap-1 text-2xs">
      {hasInternet && <span className="rounded-sm border border-border-strong px-1.5">{t("internet")}</span>}
      {subnets.map((subnet) => (
        <span key={subnet} className="rounded-sm border border-border bg-sunken px-1.5">
          {t(subnet)}
        </span>
      ))}
      {hasVpn && <span className="rounded-sm border border-border-strong px-1.5">{t("vpn")}</span>}
    </span>
  );
}
