-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "scheduleMissed" JSONB,
ADD COLUMN     "scheduledAt" TIMESTAMP(3),
ADD COLUMN     "scheduledById" TEXT,
ADD COLUMN     "scheduledByName" TEXT;

-- AlterTable
ALTER TABLE "ChangeComment" ADD COLUMN     "isBlocking" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "resolvedAt" TIMESTAMP(3),
ADD COLUMN     "resolvedByName" TEXT,
ADD COLUMN     "threadId" UUID;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "grants" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'manual';

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "approvalHours" INTEGER NOT NULL DEFAULT 24;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "fencingToken" BIGINT,
ADD COLUMN     "preflightAt" TIMESTAMP(3),
ADD COLUMN     "preflightFlaws" JSONB;

-- AlterTable
ALTER TABLE "SealedSecret" ADD COLUMN     "sealingKeyId" UUID;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "isInstallationAdmin" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "twoFactorEnabled" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TwoFactor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backupCodes" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failedVerificationCount" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMP(3),

    CONSTRAINT "TwoFactor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL,
    "configId" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "referenceId" TEXT NOT NULL,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "refillInterval" INTEGER,
    "refillAmount" INTEGER,
    "lastRefillAt" TIMESTAMP(3),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "rateLimitEnabled" BOOLEAN NOT NULL DEFAULT true,
    "rateLimitTimeWindow" INTEGER,
    "rateLimitMax" INTEGER,
    "requestCount" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "lastRequest" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "permissions" TEXT,
    "metadata" TEXT,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "role" TEXT,
    "grants" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ssoClaim" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "groupId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "addedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "SsoProvider" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "secretId" UUID NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY['openid', 'email', 'profile', 'groups']::TEXT[],
    "groupsClaim" TEXT NOT NULL DEFAULT 'groups',
    "defaultRole" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "lastSignInAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SsoProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApprovalRule" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "match" JSONB NOT NULL,
    "requires" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ApprovalRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Freeze" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "environmentId" UUID,
    "keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reason" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMP(3),
    "liftedByName" TEXT,

    CONSTRAINT "Freeze_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeWindow" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "weekdays" INTEGER[],
    "startMinute" INTEGER NOT NULL,
    "durationMinutes" INTEGER NOT NULL,
    "timeZone" TEXT NOT NULL,
    "impactFrom" INTEGER NOT NULL DEFAULT 2,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChangeWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "environmentId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "runId" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "fencingToken" BIGINT NOT NULL,
    "takenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("environmentId","key","runId")
);

-- CreateTable
CREATE TABLE "ResourceEvent" (
    "id" UUID NOT NULL,
    "resourceId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "what" TEXT NOT NULL,
    "actorName" TEXT,
    "changeId" UUID,
    "spec" JSONB,
    "state" TEXT,
    "awsId" TEXT,

    CONSTRAINT "ResourceEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DriftIgnore" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DriftIgnore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BreakGlass" (
    "runId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "passedOver" JSONB NOT NULL,
    "signedAt" TIMESTAMP(3),
    "signedById" TEXT,
    "signedByName" TEXT,
    "remark" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "BreakGlass_pkey" PRIMARY KEY ("runId")
);

-- CreateTable
CREATE TABLE "SealingKey" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "holderKey" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMP(3),

    CONSTRAINT "SealingKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TwoFactor_secret_idx" ON "TwoFactor"("secret");

-- CreateIndex
CREATE INDEX "TwoFactor_userId_idx" ON "TwoFactor"("userId");

-- CreateIndex
CREATE INDEX "ApiKey_configId_idx" ON "ApiKey"("configId");

-- CreateIndex
CREATE INDEX "ApiKey_referenceId_idx" ON "ApiKey"("referenceId");

-- CreateIndex
CREATE INDEX "ApiKey_key_idx" ON "ApiKey"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Group_organizationId_name_key" ON "Group"("organizationId", "name");

-- CreateIndex
CREATE INDEX "GroupMember_userId_idx" ON "GroupMember"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "SsoProvider_slug_key" ON "SsoProvider"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "SsoProvider_organizationId_name_key" ON "SsoProvider"("organizationId", "name");

-- CreateIndex
CREATE INDEX "ApprovalRule_organizationId_position_idx" ON "ApprovalRule"("organizationId", "position");

-- CreateIndex
CREATE INDEX "Freeze_organizationId_endsAt_idx" ON "Freeze"("organizationId", "endsAt");

-- CreateIndex
CREATE INDEX "ChangeWindow_environmentId_idx" ON "ChangeWindow"("environmentId");

-- CreateIndex
CREATE INDEX "Lease_runId_idx" ON "Lease"("runId");

-- CreateIndex
CREATE INDEX "ResourceEvent_resourceId_at_idx" ON "ResourceEvent"("resourceId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "DriftIgnore_environmentId_key_path_key" ON "DriftIgnore"("environmentId", "key", "path");

-- CreateIndex
CREATE INDEX "SealingKey_purpose_retiredAt_idx" ON "SealingKey"("purpose", "retiredAt");

-- CreateIndex
CREATE INDEX "SealedSecret_sealingKeyId_idx" ON "SealedSecret"("sealingKeyId");

-- AddForeignKey
ALTER TABLE "TwoFactor" ADD CONSTRAINT "TwoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SsoProvider" ADD CONSTRAINT "SsoProvider_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApprovalRule" ADD CONSTRAINT "ApprovalRule_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Freeze" ADD CONSTRAINT "Freeze_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Freeze" ADD CONSTRAINT "Freeze_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeWindow" ADD CONSTRAINT "ChangeWindow_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceEvent" ADD CONSTRAINT "ResourceEvent_resourceId_fkey" FOREIGN KEY ("resourceId") REFERENCES "Resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DriftIgnore" ADD CONSTRAINT "DriftIgnore_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeComment" ADD CONSTRAINT "ChangeComment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "ChangeComment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealedSecret" ADD CONSTRAINT "SealedSecret_sealingKeyId_fkey" FOREIGN KEY ("sealingKeyId") REFERENCES "SealingKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A fencing token of every lease taken: whoever comes later holds the higher one.
CREATE SEQUENCE "LeaseFencingToken";

-- What a member could do so far stays possible: the rights that no role brings any more are given to whom had them.
UPDATE "Member" SET "grants" = ARRAY['reveal-keys'] WHERE "role" = 'editor';
UPDATE "Member" SET "grants" = ARRAY['apply'] WHERE "role" = 'approver';
UPDATE "Member" SET "grants" = ARRAY['reveal-keys', 'apply'] WHERE "role" = 'admin';

UPDATE "User" SET "isInstallationAdmin" = TRUE
WHERE "id" = (SELECT "userId" FROM "Member" WHERE "role" = 'admin' ORDER BY "createdAt" LIMIT 1);

-- The group and the rules that a new organization begins with (lib/domain/changes/rules.ts).
INSERT INTO "Group" ("id", "organizationId", "name", "description")
SELECT gen_random_uuid(), "id", 'Network', 'Answers for changes that take one path of two away' FROM "Organization";
INSERT INTO "GroupMember" ("groupId", "userId")
SELECT "Group"."id", "Member"."userId" FROM "Group" JOIN "Member" USING ("organizationId") WHERE "Member"."role" IN ('approver', 'admin');

INSERT INTO "ApprovalRule" ("id", "organizationId", "position", "name", "match", "requires", "updatedAt")
SELECT gen_random_uuid(), "Group"."organizationId", rule.position, rule.name, rule.match::jsonb,
  replace(rule.requires, '<network>', "Group"."id"::text)::jsonb, CURRENT_TIMESTAMP
FROM "Group" CROSS JOIN (VALUES
  (0, 'Sandboxes', '{"purposes":["sandbox"]}', '{"approvals":[{"count":1}]}'),
  (1, 'Impact 4: destroys', '{"impactFrom":4}', '{"approvals":[{"count":2},{"count":1,"role":"admin"}]}'),
  (2, 'Impact 3: the last tunnel', '{"impactFrom":3}', '{"approvals":[{"count":2}]}'),
  (3, 'Impact 2: one tunnel of two', '{"impactFrom":2}', '{"approvals":[{"count":1,"groupId":"<network>"}]}'),
  (4, 'Everything else', '{}', '{"approvals":[{"count":1}]}')
) AS rule(position, name, match, requires);
