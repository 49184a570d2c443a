import { CircleAlert } from "lucide-react";

/** What went wrong, or why one has to sign in again. */
export function SignInMessage({ role, text }: { role: "alert" | "status"; text: string }) {
  const tone = role === "alert" ? "border-down-line bg-down-bg text-down-text" : "border-border bg-sunken text-text-2";
  return (
    <p role={role} className={`flex items-start gap-2 rounded-md border px-3 py-2 ${tone}`}>
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      {text}
    </p>
  );
}
