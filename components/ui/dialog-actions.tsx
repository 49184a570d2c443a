import { Button } from "./button";
import { DialogClose } from "./dialog";

interface DialogActionsProps {
  keepLabel: string;
  actLabel: string;
  isActing: boolean;
  disabledReason?: string;
}

/** How a form in a dialog ends: everything stays as it was, or the form is sent. */
export function DialogActions({ keepLabel, actLabel, isActing, disabledReason }: DialogActionsProps) {
  return (
    <footer className="flex flex-wrap justify-end gap-2 pb-4">
      <DialogClose>
        <Button>{keepLabel}</Button>
      </DialogClose>
      <Button type="submit" variant="primary" busy={isActing} disabledReason={disabledReason}>
        {actLabel}
      </Button>
    </footer>
  );
}
