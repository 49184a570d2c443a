"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { SupplyText } from "@/components/policy/supply-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/lib/domain/changes/rights";
import type { Approver } from "@/lib/domain/policy/who-can-give";
import type { RuleFieldsProps } from "./rule-form";
import { type ApprovalLine, countOf, fromOf } from "./rule-values";

interface RequiresFieldsProps extends RuleFieldsProps {
  groups: readonly { id: string; name: string }[];
  approvers: readonly Approver[];
}

/** Roles that bring the right to review; asking for another would ask for people who may not. */
const ASKED_ROLES: readonly Role[] = ["approver", "admin"];

/** Whose approvals a rule asks for, line by line, with who could give them now. */
export function RequiresFields({ values: { approvals }, set, errors, groups, approvers }: RequiresFieldsProps) {
  const t = useTranslations("policy.rule");
  const nextId = Math.max(-1, ...approvals.map(({ id }) => id)) + 1;
  return (
    <>
      <ol className="flex flex-col gap-3">
        {approvals.map((line, index) => (
          <li key={line.id}>
            <LineFields
              line={line}
              number={index + 1}
              groups={groups}
              onChange={(changed) =>
                set({ approvals: approvals.map((one) => (one.id === line.id ? { ...one, ...changed } : one)) })
              }
              onRemove={
                approvals.length > 1
                  ? () => set({ approvals: approvals.filter(({ id }) => id !== line.id) })
                  : undefined
              }
              error={errors[`requires.approvals.${index}.count`] ?? errors[`requires.approvals.${index}`]}
            />
            {Number.isInteger(countOf(line)) && countOf(line) > 0 && (
              <SupplyText line={{ count: countOf(line), ...askedBy(line) }} approvers={approvers} />
            )}
          </li>
        ))}
      </ol>
      <div>
        <Button size="small" onClick={() => set({ approvals: [...approvals, { id: nextId, count: "1", from: "" }] })}>
          <Plus aria-hidden="true" />
          {t("addLine")}
        </Button>
      </div>
    </>
  );
}

interface LineFieldsProps {
  line: ApprovalLine;
  number: number;
  groups: RequiresFieldsProps["groups"];
  onChange: (changed: Partial<ApprovalLine>) => void;
  /** Left out for the only line. */
  onRemove?: () => void;
  error?: string;
}

function LineFields({ line, number, groups, onChange, onRemove, error }: LineFieldsProps) {
  const t = useTranslations("policy.rule");
  const tRoles = useTranslations("settings.roles");
  const known = [
    { value: "", label: t("anyone") },
    ...groups.map(({ id, name }) => ({ value: `group ${id}`, label: t("group", { name }) })),
    ...ASKED_ROLES.map((role) => ({ value: `role ${role}`, label: t("role", { role: tRoles(role) }) })),
  ];
  // What is asked for and not there any more must not look like another choice.
  const options = known.some(({ value }) => value === line.from)
    ? known
    : [{ value: line.from, label: t("gone") }, ...known];
  return (
    <>
      <div className="flex max-w-lg items-center gap-2">
        <Input
          inputMode="numeric"
          aria-label={t("count", { number })}
          aria-invalid={error !== undefined || undefined}
          unit={t("countUnit", { count: countOf(line) || 0 })}
          value={line.count}
          onChange={(event) => onChange({ count: event.target.value })}
          className="w-32 shrink-0"
        />
        <Select
          aria-label={t("from", { number })}
          value={line.from}
          options={options}
          onChange={(event) => onChange({ from: event.target.value })}
          className="min-w-0 grow"
        />
        {onRemove && (
          <Button variant="quiet" icon aria-label={t("removeLine", { number })} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {error && <p className="mt-1 text-xs text-down-text">{error}</p>}
    </>
  );
}

function askedBy(line: ApprovalLine): { groupId?: string; role?: Role } {
  const { groupId, role } = fromOf(line);
  return { groupId, role: roles.find((one) => one === role) };
}
