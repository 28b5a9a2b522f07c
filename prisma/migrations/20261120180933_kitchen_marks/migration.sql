-- AlterTable
ALTER TABLE "KitchenTicket" ADD COLUMN     "changeSeenAt" TIMESTAMPTZ(3),
ADD COLUMN     "changedAt" TIMESTAMPTZ(3),
ADD COLUMN     "rushAt" TIMESTAMPTZ(3);
