/**
 * Takes the reader to the first control that is wrong: a form is longer than a screen, and its button stands at the end. Where
 * none is, the first warning comes into sight, and the keyboard stays on the button that passes it.
 */
export function focusFirstError(form: HTMLFormElement | null) {
  const wrong = "[aria-invalid=true], fieldset[data-invalid=true] :is(input, select, button)";
  requestAnimationFrame(() => {
    const control = form?.querySelector<HTMLElement>(wrong);
    if (control) control.focus();
    else form?.querySelector("[id$=-warning]")?.scrollIntoView({ block: "center" });
  });
}
