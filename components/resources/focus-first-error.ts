/** Takes the reader to the first control that is wrong: a form is longer than a screen, and its button stands at the end. */
export function focusFirstError(form: HTMLFormElement | null) {
  const wrong = "[aria-invalid=true], fieldset[data-invalid=true] :is(input, select, button)";
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(wrong)?.focus());
}
