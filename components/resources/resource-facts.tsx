import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Fact, Facts } from "@/components/ui/facts";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import type { FieldModel } from "./field-model";
import { FieldValue, type LinkOf } from "./field-value";

interface ResourceFactsProps {
  fields: readonly FieldModel[];
  /** What EC2 shows, and what is wanted where EC2 shows nothing. */
  spec: Record<string, unknown>;
  /** Fields in which EC2 shows something else than was wanted. */
  differences: readonly FieldChange[];
  linkOf: LinkOf;
}

/** The fields of a resource; one that differs from what was wanted says both. */
export function ResourceFacts({ fields, spec, differences, linkOf }: ResourceFactsProps) {
  const plain = fields.filter(({ widget }) => widget !== "tunnels");
  const tunnels = fields.find(({ widget }) => widget === "tunnels");
  return (
    <>
      <FactList fields={plain} spec={spec} path={[]} differences={differences} linkOf={linkOf} />
      {tunnels && (
        <div className="mt-4 grid grid-cols-2 gap-8 border-t border-border pt-4 max-md:grid-cols-1">
          {[0, 1].map((place) => (
            <Tunnel
              key={place}
              place={place}
              fields={tunnels.fields ?? []}
              spec={memberAt(spec.tunnels, place)}
              differences={differences}
              linkOf={linkOf}
            />
          ))}
        </div>
      )}
    </>
  );
}

function Tunnel({ place, ...props }: ResourceFactsProps & { place: number }) {
  const t = useTranslations("resources.tunnels");
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t("tunnel", { number: place + 1 })}</h3>
      <FactList {...props} path={["tunnels", place]} />
    </section>
  );
}

function FactList({ fields, spec, path, differences, linkOf }: ResourceFactsProps & { path: (string | number)[] }) {
  const t = useTranslations();
  return (
    <Facts>
      {fields.map((field) => {
        const at = [...path, field.name].join(".");
        const difference = differences.find((one) => one.path.join(".") === at);
        return (
          <Fact key={field.name} name={t(`${field.words}.label`)}>
            <FieldValue field={field} value={spec[field.name]} linkOf={linkOf} />
            {difference && (
              <span className="mt-0.5 flex flex-wrap items-center gap-1.5">
                <Badge tone="degraded">{t("resources.detail.differs")}</Badge>
                {t("resources.detail.wanted")} <FieldValue field={field} value={difference.after} linkOf={linkOf} />
              </span>
            )}
          </Fact>
        );
      })}
    </Facts>
  );
}

function memberAt(list: unknown, place: number): Record<string, unknown> {
  const member: unknown = Array.isArray(list) ? list[place] : undefined;
  return typeof member === "object" && member !== null ? Object.fromEntries(Object.entries(member)) : {};
}
