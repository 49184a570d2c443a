-- AlterTable
ALTER TABLE "ChangeEdit" ALTER COLUMN "replaces" TYPE JSONB USING jsonb_build_object('awsId', "replaces");
UPDATE "ChangeEdit" SET "replaces" = NULL WHERE "replaces" ->> 'awsId' IS NULL;
