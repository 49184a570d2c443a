import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AddWords } from "./add-words";
import { type ClientPart, clientWords } from "./client-words";
import { pickWords } from "./pick-words";

/** Sends the browser what the client components of a part say, besides what the parts around it have sent already. */
export async function Words({ of, children }: { of: ClientPart; children: ReactNode }) {
  return <AddWords words={pickWords(await getMessages(), clientWords[of])}>{children}</AddWords>;
}
