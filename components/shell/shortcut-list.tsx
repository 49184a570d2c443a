import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { navGroups, settingsItem } from "./nav-items";

/** What the keyboard can do. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell.shortcuts");
  const words = useTranslations("shell.nav");
  const pages = [...navGroups.flatMap(({ items }) => items), settingsItem];
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t("title")}
        description={t("about")}
        className="w-[min(520px,calc(100vw-24px))]!"
        footer={
          <DialogClose>
            <Button>{t("close")}</Button>
          </DialogClose>
        }
      >
        <div className="grid grid-cols-2 gap-x-8 pt-2 max-sm:grid-cols-1">
          <div>
            <Section title={t("anywhere")}>
              <Shortcut keys={["⌘K"]} or="Ctrl K">
                {t("find")}
              </Shortcut>
              <Shortcut keys={["/"]}>{t("search")}</Shortcut>
              <Shortcut keys={["?"]}>{t("list")}</Shortcut>
            </Section>
            <Section title={t("map")}>
              <Shortcut keys={["← ↑ ↓ →"]}>{t("walk")}</Shortcut>
              <Shortcut keys={["↵"]}>{t("openPiece")}</Shortcut>
              <Shortcut keys={["esc"]}>{t("closePanel")}</Shortcut>
            </Section>
          </div>
          <Section title={t("go")}>
            {pages.map(({ id, key }) => (
              <Shortcut key={id} keys={["g", key]}>
                {words(id)}
              </Shortcut>
            ))}
          </Section>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pt-2 pb-1 text-2xs font-medium text-muted">{title}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5">{children}</dl>
    </section>
  );
}

function Shortcut({ keys, or, children }: { keys: readonly string[]; or?: string; children: ReactNode }) {
  const t = useTranslations("shell.shortcuts");
  return (
    <>
      <dt>{children}</dt>
      <dd className="flex items-center justify-end gap-1 text-xs text-muted">
        {keys.map((key, index) => (
          <Fragment key={key}>
            {index > 0 && t("then")}
            <Kbd>{key}</Kbd>
          </Fragment>
        ))}
        {or && <Kbd>{or}</Kbd>}
      </dd>
    </>
  );
}
