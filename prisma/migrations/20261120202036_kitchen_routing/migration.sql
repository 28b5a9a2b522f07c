-- AlterTable
ALTER TABLE "KitchenTicket" ADD COLUMN     "isPass" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "OrderItem" ADD COLUMN     "handedAt" TIMESTAMPTZ(3),
ADD COLUMN     "passTicketId" UUID;

-- AlterTable
ALTER TABLE "Station" ADD COLUMN     "nextStation" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "TableSession" ADD COLUMN     "partySize" INTEGER;

-- CreateIndex
CREATE INDEX "OrderItem_passTicketId_idx" ON "OrderItem"("passTicketId");

-- AddForeignKey
ALTER TABLE "OrderItem" ADD CONSTRAINT "OrderItem_passTicketId_fkey" FOREIGN KEY ("passTicketId") REFERENCES "KitchenTicket"("id") ON DELETE SET NULL ON UPDATE CASCADE;
