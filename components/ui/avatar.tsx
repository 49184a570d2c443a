import { cn } from "./cn";

interface AvatarProps {
  /** Initials are taken from it. Without a name it is an open seat: dashed, with a question mark. */
  name?: string;
  className?: string;
}

/** A person as two letters. Decorative: the name always stands beside it. */
export function Avatar({ name, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-grid size-[22px] shrink-0 place-items-center rounded-full border text-[10px] leading-none font-medium text-text-2",
        name === undefined ? "border-dashed border-control" : "border-border-strong bg-sunken",
        className,
      )}
    >
      {name === undefined ? "?" : initials(name)}
    </span>
  );
}

/** First letters of the first and the last word; of a single word (or a name without spaces, 박민서) its first two. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const first = [...(words[0] ?? "")];
  const last = words.length > 1 ? [...(words[words.length - 1] ?? "")] : [];
  return (last.length > 0 ? [first[0], last[0]] : first.slice(0, 2)).join("").toUpperCase();
}
