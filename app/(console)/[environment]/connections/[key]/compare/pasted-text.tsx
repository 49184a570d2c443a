"use client";

import { FileUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { TEXT_LENGTH_MAX } from "@/lib/domain/devices/reading/text-length";

/** A letter takes four bytes at most. */
const FILE_BYTES_MAX = 4 * TEXT_LENGTH_MAX;

interface PastedTextProps {
  text: string;
  onWrite: (text: string) => void;
}

/** A configuration to paste, to drop as a file, or to choose. A file is read in the browser. */
export function PastedText({ text, onWrite }: PastedTextProps) {
  const t = useTranslations("compare.form");
  const chooser = useRef<HTMLInputElement>(null);
  const [fileFault, setFileFault] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const isTooLong = text.length > TEXT_LENGTH_MAX;
  const most = TEXT_LENGTH_MAX;

  const write = (written: string) => {
    setFileFault(null);
    onWrite(written);
  };
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > FILE_BYTES_MAX) return setFileFault(t("tooLong", { length: file.size, most }));
    const read = await file.text().catch(() => null);
    // A zero stands in no text, and in almost everything else.
    if (read === null || read.includes("\0")) return setFileFault(t("unreadable"));
    write(read);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    void take(file);
  };
  return (
    <>
      <Field
        label={t("text")}
        help={t("help", { most })}
        error={fileFault ?? (isTooLong ? t("tooLong", { length: text.length, most }) : undefined)}
      >
        <Textarea
          isMono
          value={text}
          placeholder={t("drop")}
          autoComplete="off"
          className={cn("[&>textarea]:min-h-44", isOver && "outline-2 outline-accent")}
          onChange={(event) => write(event.target.value)}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes("Files")) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <input
          ref={chooser}
          type="file"
          className="hidden"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file can be chosen again once it was mended.
            event.target.value = "";
          }}
        />
        <Button size="small" onClick={() => chooser.current?.click()}>
          <FileUp aria-hidden="true" />
          {t("file")}
        </Button>
        {text !== "" && (
          <Button size="small" variant="quiet" onClick={() => write("")}>
            <X aria-hidden="true" />
            {t("clear")}
          </Button>
        )}
      </div>
    </>
  );
}
