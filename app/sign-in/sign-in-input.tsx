interface SignInInputProps {
  name: string;
  type: "email" | "password" | "text";
  label: string;
  autoComplete: string;
  autoFocus?: boolean;
  defaultValue?: string;
  complaint?: string;
}

/** A labelled field of a form that works without its script. */
export function SignInInput({ name, label, complaint, ...props }: SignInInputProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <input
        {...props}
        id={name}
        name={name}
        aria-invalid={complaint ? true : undefined}
        aria-describedby={complaint ? `${name}-complaint` : undefined}
        className="h-control rounded-md border border-control bg-raised px-2.5 aria-invalid:border-2 aria-invalid:border-down pointer-coarse:h-11"
      />
      {complaint && (
        <p id={`${name}-complaint`} className="text-xs text-down-text">
          {complaint}
        </p>
      )}
    </div>
  );
}
