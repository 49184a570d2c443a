"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field, FieldSet } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { givesKeys, LINK_GIFTS, LINK_HOURS, type LinkGift } from "@/lib/domain/handover/link-state";
import { makeLinkAction } from "@/lib/server/handover/link-actions";

interface MakeLinkProps {
  environmentSlug: string;
  connectionKey: string;
  number: number;
  /** Without it only links that give no key can be made. */
  mayReveal: boolean;
  disabledReason?: string;
}

const HOURS_USUAL = 24;

/** The button and the form of a new link, whose address is shown once. */
export function MakeLink({ disabledReason, ...props }: MakeLinkProps) {
  const t = useTranslations("handover-links.make");
  const [url, setUrl] = useState<string>();
  const trigger = (
    <Button disabledReason={disabledReason}>
      <Link2 aria-hidden="true" />
      {t("open")}
    </Button>
  );
  if (disabledReason !== undefined) return trigger;
  return (
    <Dialog onOpenChange={() => setUrl(undefined)}>
      <DialogTrigger asChild>
        <Button className="self-start">
          <Link2 aria-hidden="true" />
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t(url === undefined ? "title" : "madeTitle")}>
        {url === undefined ? <MakeLinkForm {...props} onMade={setUrl} /> : <MadeLink url={url} />}
      </DialogContent>
    </Dialog>
  );
}

type MakeLinkFormProps = Omit<MakeLinkProps, "disabledReason"> & { onMade: (url: string | undefined) => void };

function MakeLinkForm({ mayReveal, onMade, ...address }: MakeLinkFormProps) {
  const t = useTranslations("handover-links.make");
  const [gives, setGives] = useState<LinkGift>("page");
  const [hours, setHours] = useState<(typeof LINK_HOURS)[number]>(HOURS_USUAL);
  const { act, isActing, error } = useAct(makeLinkAction, (made) => onMade(made?.url));
  return (
    <form
      className="mt-3 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ ...address, gives, hours });
      }}
    >
      <FieldSet legend={t("gives")} help={mayReveal ? t("apart") : t("noReveal")}>
        <div className="flex flex-col gap-2">
          {LINK_GIFTS.map((gift) => (
            <Choice
              key={gift}
              name="gives"
              title={t(`gift.${gift}`)}
              checked={gives === gift}
              disabled={givesKeys(gift) && !mayReveal}
              onChange={() => setGives(gift)}
            >
              {t(`about.${gift}`)}
            </Choice>
          ))}
        </div>
      </FieldSet>
      <Field label={t("expires")}>
        <Select
          value={String(hours)}
          onChange={(event) => setHours(LINK_HOURS.find((one) => String(one) === event.target.value) ?? HOURS_USUAL)}
          options={LINK_HOURS.map((one) => ({ value: String(one), label: t("hours", { hours: one, days: one / 24 }) }))}
        />
      </Field>
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <DialogActions keepLabel={t("cancel")} actLabel={t("submit")} isActing={isActing} />
    </form>
  );
}

/** The address right after it was made: the only time that it is shown. */
function MadeLink({ url }: { url: string }) {
  const t = useTranslations("handover-links.make");
  return (
    <div className="mt-3 flex flex-col gap-4" role="status">
      <p className="text-text-2">{t("once")}</p>
      <p className="flex items-start gap-1 rounded-md border border-border bg-sunken p-2">
        <code className="mono min-w-0 grow break-all">{url}</code>
        <CopyButton text={url} name={t("address")} />
      </p>
      <footer className="flex justify-end pb-3">
        <DialogClose>
          <Button variant="primary">{t("done")}</Button>
        </DialogClose>
      </footer>
    </div>
  );
}
