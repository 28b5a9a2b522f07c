-- AlterTable
ALTER TABLE "KitchenTicket" ADD COLUMN     "slaLevel" INTEGER NOT NULL DEFAULT 0;

-- The tickets whose time the server watches, the next due first.
CREATE INDEX "KitchenTicket_timed" ON "KitchenTicket" ("dueAt") WHERE "state" IN ('QUEUED', 'PREPARING') AND "slaLevel" < 2;
