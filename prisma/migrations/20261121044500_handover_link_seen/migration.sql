-- When a link of a hand-over was looked at last, and when its holder said that the device is configured.
ALTER TABLE "HandoverLink" ADD COLUMN "openedAt" TIMESTAMP(3), ADD COLUMN "acknowledgedAt" TIMESTAMP(3);
