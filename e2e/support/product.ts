import { z } from "zod";

const settings = z.object({
  E2E_BASE_URL: z.url(),
  E2E_EC2_URL: z.url(),
  E2E_CONTROL_URL: z.url(),
  E2E_DATA_FOLDER: z.string(),
  E2E_EMAIL: z.email(),
  E2E_PASSWORD: z.string(),
});

interface Product {
  baseUrl: string;
  /** Where its sandbox answers as EC2 and STS. */
  ec2Url: string;
  controlUrl: string;
  /** Its logs are in `logs` under it. */
  dataFolder: string;
  email: string;
  password: string;
}

/** The running product that start-product.ts left in the environment of the journeys. */
export function product(): Product {
  const env = settings.parse(process.env);
  return {
    baseUrl: env.E2E_BASE_URL,
    ec2Url: env.E2E_EC2_URL,
    controlUrl: env.E2E_CONTROL_URL,
    dataFolder: env.E2E_DATA_FOLDER,
    email: env.E2E_EMAIL,
    password: env.E2E_PASSWORD,
  };
}
