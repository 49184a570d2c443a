import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { type AuditFilter, isFiltered } from "@/lib/domain/audit/audit-filter";

interface AuditFilterFormProps {
  filter: AuditFilter;
  environments: { id: string; name: string }[];
}

/** Sends itself as an address, so that a filter can be kept, shared and gone back to. */
export async function AuditFilterForm({ filter, environments }: AuditFilterFormProps) {
  const t = await getTranslations("audit.filter");
  const options = environments.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form
      action="/settings/audit"
      scroll={false}
      aria-label={t("label")}
      className="grid grid-cols-2 items-end gap-3 border-b border-border p-4 md:grid-cols-3 xl:grid-cols-7"
    >
      <Field label={t("environment")}>
        <Select
          name="environment"
          defaultValue={filter.environment ?? ""}
          options={[{ value: "", label: t("anyEnvironment") }, ...options]}
        />
      </Field>
      <Field label={t("person")}>
        <Input name="person" defaultValue={filter.person} />
      </Field>
      <Field label={t("subject")}>
        <Input name="subject" defaultValue={filter.subject} />
      </Field>
      <Field label={t("action")}>
        <Input name="action" defaultValue={filter.action} placeholder="change." isMono />
      </Field>
      <Field label={t("from")}>
        <Input name="from" type="date" defaultValue={filter.from} />
      </Field>
      <Field label={t("to")}>
        <Input name="to" type="date" defaultValue={filter.to} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit">{t("apply")}</Button>
        {isFiltered(filter) && (
          <Button asChild variant="quiet">
            <Link href="/settings/audit">{t("clear")}</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}
