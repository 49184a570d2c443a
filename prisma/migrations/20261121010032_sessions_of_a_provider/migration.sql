ALTER TABLE "Session" ADD COLUMN "ssoProviderId" UUID;

CREATE INDEX "Session_ssoProviderId_idx" ON "Session"("ssoProviderId");

ALTER TABLE "Session" ADD CONSTRAINT "Session_ssoProviderId_fkey" FOREIGN KEY ("ssoProviderId") REFERENCES "SsoProvider"("id") ON DELETE CASCADE ON UPDATE CASCADE;
