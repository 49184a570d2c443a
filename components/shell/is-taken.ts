/** True while keys belong to somebody else: to a field, to a menu, to a dialog on top. */
export function isTaken({ target, defaultPrevented, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  if (defaultPrevented || metaKey || ctrlKey || altKey) return true;
  if (document.querySelector("dialog[open], [role=dialog]")) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=menu], [role=listbox]") !== null)
  );
}
