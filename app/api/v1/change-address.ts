import { DomainError } from "@/lib/errors";

export interface ChangeParams {
  params: Promise<{ environment: string; number: string }>;
}

/** The change that an address of the API names. */
export async function changeAddress(params: ChangeParams["params"]) {
  const { environment, number } = await params;
  const changeNumber = Number(number);
  if (!Number.isSafeInteger(changeNumber) || changeNumber < 1) throw new DomainError("change-not-found", { number });
  return { environmentSlug: environment, changeNumber };
}
