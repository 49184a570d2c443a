import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Parameter, ParameterGroup } from "@/lib/domain/handover/parameters";

/** Who has which value of each parameter: the table to compare a device with. */
export function ParametersPanel({ groups }: { groups: readonly ParameterGroup[] }) {
  const t = useTranslations("handover");
  return (
    <Panel>
      <PanelHeader title={t("parameters")} />
      <Table label={t("parameters")}>
        <thead>
          <tr>
            <Th>{t("parameterHead")}</Th>
            <Th>{t("awsHead")}</Th>
            <Th>{t("deviceHead")}</Th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.tunnel} group={group} />
        ))}
      </Table>
    </Panel>
  );
}

function Group({ group: { tunnel, parameters } }: { group: ParameterGroup }) {
  const t = useTranslations("handover");
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={3}
          className="border-b border-border bg-background px-4 py-1 text-left text-2xs font-medium text-muted"
        >
          {tunnel === null ? t("connection") : t("tunnel", { address: tunnel })}
        </th>
      </tr>
      {parameters.map((parameter) => (
        <Line key={parameter.name} parameter={parameter} />
      ))}
      {tunnel !== null && (
        <Tr className="break-inside-avoid">
          <Td>{t("key")}</Td>
          <Td>{t("keyKept")}</Td>
          <Td className="whitespace-normal!">{t("keyDevice")}</Td>
        </Tr>
      )}
    </tbody>
  );
}

function Line({ parameter: { name, aws, device } }: { parameter: Parameter }) {
  const t = useTranslations("handover");
  return (
    <Tr className="break-inside-avoid">
      <Td className="align-top max-sm:whitespace-normal!">{t(`parameter.${name}`)}</Td>
      <Td className="align-top">
        <Value text={aws} otherwise={t("nothing")} />
        {name === "startup" && (aws === "add" || aws === "start") && (
          <span className="block text-xs text-muted max-sm:whitespace-normal">{t(`startup.${aws}`)}</span>
        )}
      </Td>
      <Td className="align-top">
        <Value text={device} otherwise={aws === "" ? t("nothing") : t("fromFile")} />
      </Td>
    </Tr>
  );
}

/** A value to copy; lists of algorithms are long, so it wraps. */
function Value({ text, otherwise }: { text: string; otherwise: string }) {
  if (text === "") return <span className="text-muted">{otherwise}</span>;
  return (
    <span className="inline-flex items-start gap-0.5">
      <span className="mono break-words whitespace-normal">{text}</span>
      <CopyButton
        text={text}
        className="not-focus-visible:not-in-[tr:hover]:opacity-0 pointer-coarse:opacity-100! max-sm:hidden"
      />
    </span>
  );
}
