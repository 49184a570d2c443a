"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { CreateKey, type CreateKeyAction } from "./create-key";
import { NewKey } from "./new-key";

interface Key {
  id: string;
  name: string;
  start: string;
  ownerName: string;
  isOwn: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  usedAt: Date | null;
}

type Revoke = (input: { id: string }) => Promise<ActionResult<void>>;

interface KeysPanelProps {
  keys: Key[];
  /** The instant that expiry is judged at. */
  now: Date;
  /** For an admin, who sees everybody's. */
  showsOwners: boolean;
  actions: { create: CreateKeyAction; revoke: Revoke };
}

/** Keys for scripts and other programs, and the one that was just made. */
export function KeysPanel({ keys, now, showsOwners, actions }: KeysPanelProps) {
  const t = useTranslations("access.keys");
  const [made, setMade] = useState<string>();
  return (
    <Panel>
      <PanelHeader title={t("title")} count={keys.length}>
        <CreateKey action={actions.create} onKey={setMade} />
      </PanelHeader>
      <PanelBody className="flex flex-col gap-3">
        <p className="max-w-prose text-text-2">{t("text")}</p>
        {made !== undefined && <NewKey apiKey={made} onDone={() => setMade(undefined)} />}
      </PanelBody>
      {keys.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              {showsOwners && <Th>{t("owner")}</Th>}
              <Th>{t("created")}</Th>
              <Th>{t("used")}</Th>
              <Th>{t("expires")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyLine key={key.id} shown={key} now={now} showsOwners={showsOwners} revoke={actions.revoke} />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

interface KeyLineProps {
  shown: Key;
  now: Date;
  showsOwners: boolean;
  revoke: Revoke;
}

function KeyLine({ shown, now, showsOwners, revoke }: KeyLineProps) {
  const t = useTranslations("access.keys");
  const { id, name, start, ownerName, isOwn, createdAt, expiresAt, usedAt } = shown;
  const hasExpired = expiresAt !== null && expiresAt < now;
  return (
    <Tr>
      <Td>
        <b className="font-strong">{name}</b> <span className="mono text-muted">{start}…</span>
      </Td>
      {showsOwners && <Td>{isOwn ? t("you") : ownerName}</Td>}
      <Td>
        <Instant at={createdAt.toISOString()} />
      </Td>
      <Td>
        {usedAt ? (
          <Age since={usedAt.toISOString()} form="ago" />
        ) : (
          <span className="text-muted">{t("neverUsed")}</span>
        )}
      </Td>
      <Td>
        {hasExpired && <span className="text-muted">{t("hasExpired")} </span>}
        {expiresAt ? <Instant at={expiresAt.toISOString()} /> : t("neverExpires")}
      </Td>
      <Td className="text-right">
        <RevokeKey id={id} name={name} revoke={revoke} />
      </Td>
    </Tr>
  );
}

function RevokeKey({ id, name, revoke }: { id: string; name: string; revoke: Revoke }) {
  const t = useTranslations("access.keys.revoke");
  return (
    <ConfirmAct
      action={() => revoke({ id })}
      done={t("done", { name })}
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { name })}>
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence")}
      keepLabel={t("keep", { name })}
      actLabel={t("act", { name })}
    />
  );
}
