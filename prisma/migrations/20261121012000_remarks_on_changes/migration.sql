-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "remarks" JSONB NOT NULL DEFAULT '[]';
