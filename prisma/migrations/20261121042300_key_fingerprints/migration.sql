-- AlterTable
ALTER TABLE "Tunnel" ADD COLUMN     "keyFingerprint" TEXT;
