import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

interface ProviderButtonsProps {
  providers: { slug: string; name: string }[];
  next: string;
}

/** One for each provider that people may sign in with. Plain links: nothing of them is asked for before they are pressed. */
export function ProviderButtons({ providers, next }: ProviderButtonsProps) {
  const t = useTranslations("signIn");
  if (providers.length === 0) return null;
  return (
    <>
      <div className="flex flex-col gap-2">
        {providers.map(({ slug, name }) => (
          <Button key={slug} asChild className="justify-center">
            <a href={`/api/sso/${encodeURIComponent(slug)}/start?${new URLSearchParams({ next })}`}>
              <KeyRound aria-hidden="true" />
              {t("continueWith", { name })}
            </a>
          </Button>
        ))}
      </div>
      <p className="my-4 flex items-center gap-3 text-xs text-muted before:h-px before:grow before:bg-border after:h-px after:grow after:bg-border">
        {t("orPassword")}
      </p>
    </>
  );
}
