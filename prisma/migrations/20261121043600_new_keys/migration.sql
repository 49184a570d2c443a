-- AlterTable
ALTER TABLE "ChangeEdit" ADD COLUMN "replaces" TEXT;

-- AlterTable
ALTER TABLE "Tunnel" ADD COLUMN "keyChangedAt" TIMESTAMP(3),
ADD COLUMN "keySeenAt" TIMESTAMP(3),
ADD COLUMN "replacedAt" TIMESTAMP(3);

-- A key that is known already was seen at the last reading at the latest.
UPDATE "Tunnel" SET "keySeenAt" = "readAt" WHERE "keyFingerprint" IS NOT NULL;
