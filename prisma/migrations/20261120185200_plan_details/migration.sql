-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "editorIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "diffs" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "relies" JSONB NOT NULL DEFAULT '{}';

-- Approver and author are different people here as well as in lib/domain/changes: a mistake in the code must not be enough
-- to let somebody approve what they wrote.
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."verdict" = 'approve' AND EXISTS (
    SELECT 1
    FROM "Change" change
    JOIN "Environment" environment ON environment."id" = change."environmentId"
    WHERE change."id" = NEW."changeId"
      AND NOT environment."selfApproval"
      AND (change."authorId" = NEW."reviewerId" OR NEW."reviewerId" = ANY (change."editorIds"))
  ) THEN
    RAISE EXCEPTION 'The reviewer % wrote or edited this change', NEW."reviewerId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER refuse_own_approval BEFORE INSERT OR UPDATE ON "Review" FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();
