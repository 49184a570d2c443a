"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "./button";
import { Input } from "./input";

interface SecretInputProps extends Omit<ComponentProps<typeof Input>, "type" | "isMono" | "action" | "autoComplete"> {
  showLabel: string;
  hideLabel: string;
}

/** A field for a pre-shared key: hidden until somebody wants to see what they type, and unknown to the browser's store of passwords. */
export function SecretInput({ showLabel, hideLabel, ...props }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Input
      {...props}
      isMono
      type={isShown ? "text" : "password"}
      autoComplete="new-password"
      action={
        <Button
          variant="quiet"
          size="small"
          icon
          aria-label={isShown ? hideLabel : showLabel}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </Button>
      }
    />
  );
}
