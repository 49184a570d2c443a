/** An answer EC2 or STS gives instead of a result: a code, a sentence, an HTTP status. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** A member the caller had to send. The message names it as the wire does. */
export function missingParameter(wireName: string): ApiError {
  return new ApiError("MissingParameter", `The request must contain the parameter ${wireName}`);
}

export function invalidParameterValue(message: string): ApiError {
  return new ApiError("InvalidParameterValue", message);
}

/** EC2's usual sentence for one refused value. */
export function invalidValue(parameter: string, value: unknown, reason = ""): ApiError {
  const sentence = `Value (${String(value)}) for parameter ${parameter} is invalid.`;
  return invalidParameterValue(reason ? `${sentence} ${reason}` : sentence);
}

export function invalidCombination(message: string): ApiError {
  return new ApiError("InvalidParameterCombination", message);
}

export function dependencyViolation(noun: string, id: string): ApiError {
  return new ApiError("DependencyViolation", `The ${noun} '${id}' has dependencies and cannot be deleted.`);
}

export function incorrectState(message: string): ApiError {
  return new ApiError("IncorrectState", message);
}

/** Narrows a member that the protocol has already asked for, or one that is required only in this case. */
export function need<T>(value: T | undefined, wireName: string): T {
  if (value === undefined) throw missingParameter(wireName);
  return value;
}
