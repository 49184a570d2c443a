"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { debounce, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Input } from "@/components/ui/input";

const waitMs = 250;

/** Search in names, ids, addresses and prefixes; what is typed stands in the address once the typing pauses. */
export function ListSearch() {
  const t = useTranslations("connections.list");
  const [isSearching, startTransition] = useTransition();
  const [{ q }, setAddress] = useQueryStates(
    { q: parseAsString.withDefault(""), page: parseAsInteger },
    { shallow: false, startTransition, history: "replace" },
  );
  return (
    <Input
      type="search"
      aria-label={t("search")}
      aria-busy={isSearching}
      placeholder={t("searchHint")}
      value={q}
      onChange={(event) =>
        setAddress({ q: event.target.value || null, page: null }, { limitUrlUpdates: debounce(waitMs) })
      }
      action={<Search aria-hidden="true" className="order-first size-3.5 shrink-0 text-muted" />}
      className="h-[26px] w-56 border-border-strong text-xs max-md:w-full pointer-coarse:h-11"
    />
  );
}
