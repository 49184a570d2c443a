import { useTranslations } from "next-intl";
import { cn } from "./cn";

/** Widths repeat in this order: even columns would look like a striped box. */
const widthsPx = [
  [88, 26, 78],
  [104, 26, 64],
  [72, 26, 71],
];

interface SkeletonRowsProps {
  count?: number;
  /** What is being read, if it is known: "Reading EC2, page 3". */
  label?: string;
  className?: string;
}

/** Rows in their final height while they are read. They appear after 300 ms: what comes at once should not flash. */
export function SkeletonRows({ count = 6, label, className }: SkeletonRowsProps) {
  const t = useTranslations("common");
  return (
    <div role="status" className={cn("animate-late", className)}>
      <span className={label === undefined ? "sr-only" : "block px-4 pt-2 text-xs text-muted"}>
        {label ?? t("loading")}
      </span>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no content to be known by.
        <div key={row} aria-hidden="true" className="flex h-row items-center gap-4 px-4">
          {widthsPx[row % widthsPx.length]?.map((width) => (
            <Bone key={width} width={width} />
          ))}
          <span className="h-2.5 grow rounded-sm bg-border" />
        </div>
      ))}
    </div>
  );
}

function Bone({ width }: { width: number }) {
  return <span className="h-2.5 shrink-0 rounded-sm bg-border" style={{ width }} />;
}
