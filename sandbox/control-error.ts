/** A control call that cannot be carried out: the text says why. */
export class ControlError extends Error {}
