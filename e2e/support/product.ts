import { z } from "zod";

const settings = z.object({
  E2E_BASE_URL: z.url(),
  E2E_CONTROL_URL: z.url(),
  E2E_EMAIL: z.email(),
  E2E_PASSWORD: z.string(),
});

/** The running product that start-product.ts left in the environment of the journeys. */
export function product(): { baseUrl: string; controlUrl: string; email: string; password: string } {
  const env = settings.parse(process.env);
  return {
    baseUrl: env.E2E_BASE_URL,
    controlUrl: env.E2E_CONTROL_URL,
    email: env.E2E_EMAIL,
    password: env.E2E_PASSWORD,
  };
}
