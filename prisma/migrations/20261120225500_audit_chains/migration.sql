-- The audit as one chain for each organization, which the database itself links and guards.

CREATE TABLE "AuditChain" (
    "organizationId" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditChain_pkey" PRIMARY KEY ("organizationId")
);

CREATE TABLE "AuditCheck" (
    "organizationId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "rows" BIGINT NOT NULL,
    "headHash" TEXT NOT NULL,
    "brokenAt" BIGINT,
    "flaw" TEXT,

    CONSTRAINT "AuditCheck_pkey" PRIMARY KEY ("organizationId")
);

CREATE TABLE "AuditWebhook" (
    "organizationId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secretId" TEXT NOT NULL,
    "deliveredNumber" BIGINT NOT NULL,
    "deliveredAt" TIMESTAMP(3),
    "attemptedAt" TIMESTAMP(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AuditWebhook_pkey" PRIMARY KEY ("organizationId")
);

-- JSON as RFC 8785 writes it, for what the audit holds: members in the order of their names, no blanks, whole numbers only.
CREATE FUNCTION audit_canonical(value JSONB) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN '{' || coalesce((
        SELECT string_agg(to_json(name)::text || ':' || audit_canonical(member), ',' ORDER BY name COLLATE "C")
        FROM jsonb_each(value) AS pair(name, member)), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((
        SELECT string_agg(audit_canonical(item), ',' ORDER BY place)
        FROM jsonb_array_elements(value) WITH ORDINALITY AS list(item, place)), '') || ']';
    ELSE
      RETURN value::text;
  END CASE;
END
$$;

-- Rows that are there already are numbered and linked anew, in the order they were written in.
ALTER TABLE "AuditEvent" ADD COLUMN "number" BIGINT, ADD COLUMN "environmentName" TEXT;

-- SHA-256 of everything a row says, with its number and the hash before it. lib/server/audit/audit-hash.ts computes the same.
CREATE FUNCTION audit_hash(event "AuditEvent") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(audit_canonical(jsonb_build_object(
    'number', event."number",
    'previousHash', event."previousHash",
    'at', to_char(event."at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'organizationId', event."organizationId",
    'environmentId', event."environmentId",
    'environmentName', event."environmentName",
    'actorId', event."actorId",
    'actorName', event."actorName",
    'action', event."action",
    'subject', event."subject",
    'detail', event."detail"
  )), 'UTF8')), 'hex')
$$;

UPDATE "AuditEvent" event SET "environmentName" = environment."name"
FROM "Environment" environment WHERE environment."id" = event."environmentId";
UPDATE "AuditEvent" SET "organizationId" = (SELECT "id" FROM "Organization" ORDER BY "createdAt" LIMIT 1)
WHERE "organizationId" IS NULL;

DO $$
DECLARE
  event "AuditEvent"%ROWTYPE;
  head "AuditChain"%ROWTYPE;
BEGIN
  FOR event IN SELECT * FROM "AuditEvent" ORDER BY "sequence" LOOP
    INSERT INTO "AuditChain" VALUES (event."organizationId", 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM "AuditChain" WHERE "organizationId" = event."organizationId";
    event."number" := head."number" + 1;
    event."previousHash" := head."hash";
    event."hash" := audit_hash(event);
    UPDATE "AuditEvent" SET "number" = event."number", "previousHash" = event."previousHash", "hash" = event."hash"
    WHERE "sequence" = event."sequence";
    UPDATE "AuditChain" SET "number" = event."number", "hash" = event."hash"
    WHERE "organizationId" = event."organizationId";
  END LOOP;
END
$$;

ALTER TABLE "AuditEvent" DROP CONSTRAINT "AuditEvent_pkey",
ALTER COLUMN "number" SET NOT NULL,
ALTER COLUMN "organizationId" SET NOT NULL,
DROP COLUMN "sequence",
ADD CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("organizationId", "number");

-- Every row takes the next number and the hash of the one before from its chain's head, whose lock it holds until its
-- transaction ends: rows written at once have one order, and none can be written outside of it.
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head "AuditChain"%ROWTYPE;
BEGIN
  INSERT INTO "AuditChain" VALUES (NEW."organizationId", 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM "AuditChain" WHERE "organizationId" = NEW."organizationId" FOR UPDATE;
  NEW."number" := head."number" + 1;
  NEW."previousHash" := head."hash";
  -- Not the transaction's time: it begins before the lock is there.
  NEW."at" := date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC');
  NEW."environmentName" := (SELECT "name" FROM "Environment" WHERE "id" = NEW."environmentId");
  NEW."hash" := audit_hash(NEW);
  UPDATE "AuditChain" SET "number" = NEW."number", "hash" = NEW."hash" WHERE "organizationId" = NEW."organizationId";
  RETURN NEW;
END
$$;

CREATE TRIGGER chain_audit_event BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

CREATE FUNCTION refuse_audit_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit is only added to: % of "%" is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER refuse_audit_rewrite BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_rewrite();

-- The head moves with a row only: a statement of its own comes from no trigger.
CREATE TRIGGER refuse_audit_head_rewrite BEFORE INSERT OR UPDATE ON "AuditChain"
FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_audit_rewrite();

CREATE TRIGGER refuse_audit_head_removal BEFORE DELETE OR TRUNCATE ON "AuditChain"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_rewrite();

-- Also in a session that plays the replica, which switches ordinary triggers off.
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER refuse_audit_rewrite;
ALTER TABLE "AuditChain" ENABLE ALWAYS TRIGGER refuse_audit_head_rewrite;
ALTER TABLE "AuditChain" ENABLE ALWAYS TRIGGER refuse_audit_head_removal;
