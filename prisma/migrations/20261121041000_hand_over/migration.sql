-- CreateTable
CREATE TABLE "CustomerDevice" (
    "resourceId" UUID NOT NULL,
    "family" TEXT NOT NULL,
    "ikeVersion" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "softwareVersion" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedByName" TEXT NOT NULL,

    CONSTRAINT "CustomerDevice_pkey" PRIMARY KEY ("resourceId")
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "planId" UUID,
    "family" TEXT NOT NULL,
    "ikeVersion" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "softwareVersion" TEXT NOT NULL DEFAULT '',
    "preferredTunnel" TEXT,
    "filename" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "model" JSONB NOT NULL,
    "keyFingerprints" JSONB NOT NULL,
    "recipient" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "acknowledgedAt" TIMESTAMP(3),
    "acknowledgedByName" TEXT,
    "remark" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoverLink" (
    "id" UUID NOT NULL,
    "handoverId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "gives" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "usedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "HandoverLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Handover_connectionId_number_key" ON "Handover"("connectionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "HandoverLink_tokenHash_key" ON "HandoverLink"("tokenHash");

-- CreateIndex
CREATE INDEX "HandoverLink_handoverId_idx" ON "HandoverLink"("handoverId");

-- AddForeignKey
ALTER TABLE "CustomerDevice" ADD CONSTRAINT "CustomerDevice_resourceId_fkey" FOREIGN KEY ("resourceId") REFERENCES "Resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverLink" ADD CONSTRAINT "HandoverLink_handoverId_fkey" FOREIGN KEY ("handoverId") REFERENCES "Handover"("id") ON DELETE CASCADE ON UPDATE CASCADE;
