-- CreateEnum
CREATE TYPE "BillStatus" AS ENUM ('OPEN', 'TO_PAYMENT', 'PARTIALLY_PAID', 'PAID', 'REFUNDED');

-- CreateEnum
CREATE TYPE "CallType" AS ENUM ('PAYMENT_CASH', 'PAYMENT_CARD', 'HELP');

-- CreateEnum
CREATE TYPE "CallStatus" AS ENUM ('PENDING', 'ACKNOWLEDGED', 'COMPLETED');

-- CreateEnum
CREATE TYPE "ModifierKind" AS ENUM ('ADD', 'REMOVE', 'CHOICE');

-- CreateEnum
CREATE TYPE "OrderSource" AS ENUM ('QR', 'STAFF', 'COUNTER');

-- CreateEnum
CREATE TYPE "Approval" AS ENUM ('PENDING', 'ACCEPTED', 'REJECTED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('PENDING', 'PREPARING', 'READY', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ItemState" AS ENUM ('HELD', 'QUEUED', 'PREPARING', 'READY', 'SERVED', 'VOIDED');

-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('QUEUED', 'PREPARING', 'READY', 'SERVED', 'VOIDED');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'MANAGER', 'CASHIER', 'STAFF', 'KITCHEN', 'RELEASER');

-- CreateEnum
CREATE TYPE "TableKind" AS ENUM ('TABLE', 'ROOM', 'COUNTER');

-- CreateEnum
CREATE TYPE "TableShape" AS ENUM ('ROUND', 'RECT');

-- CreateEnum
CREATE TYPE "TableSessionStatus" AS ENUM ('PENDING', 'OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "VenueKind" AS ENUM ('RESTAURANT', 'BAR', 'HOTEL');

-- CreateEnum
CREATE TYPE "OrderingPolicy" AS ENUM ('STAFF_OPENS', 'FIRST_ORDER_ACCEPTED', 'OPEN');

-- CreateEnum
CREATE TYPE "RateDirection" AS ENUM ('MULTIPLY', 'DIVIDE');

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "epoch" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "venueId" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("venueId","actor","key")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "venueId" UUID,
    "userId" UUID,
    "actorName" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "ip" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Bill" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "sessionId" UUID,
    "status" "BillStatus" NOT NULL DEFAULT 'OPEN',
    "currency" CHAR(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Bill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WaiterCall" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "tableId" UUID NOT NULL,
    "tableNumber" TEXT NOT NULL,
    "callType" "CallType" NOT NULL,
    "message" TEXT,
    "status" "CallStatus" NOT NULL DEFAULT 'PENDING',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,
    "acknowledgedByName" TEXT,
    "completedAt" TIMESTAMPTZ(3),
    "completedById" UUID,

    CONSTRAINT "WaiterCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MenuCategory" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "notes" JSONB,
    "position" INTEGER NOT NULL,
    "stationId" UUID,

    CONSTRAINT "MenuCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MenuItem" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "descriptions" JSONB,
    "position" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "vatBasisPoints" INTEGER NOT NULL,
    "stationId" UUID,
    "noStation" BOOLEAN NOT NULL DEFAULT false,
    "allergens" TEXT[],
    "diets" TEXT[],
    "picture" TEXT NOT NULL,
    "linen" TEXT NOT NULL,
    "photo" TEXT,
    "soldOut" BOOLEAN NOT NULL DEFAULT false,
    "soldOutUntil" TIMESTAMPTZ(3),
    "availability" JSONB,
    "archivedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MenuItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModifierGroup" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "min" INTEGER NOT NULL DEFAULT 0,
    "max" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ModifierGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MenuItemModifierGroup" (
    "itemId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MenuItemModifierGroup_pkey" PRIMARY KEY ("itemId","groupId")
);

-- CreateTable
CREATE TABLE "Modifier" (
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "price" INTEGER NOT NULL DEFAULT 0,
    "kind" "ModifierKind" NOT NULL DEFAULT 'CHOICE',
    "soldOut" BOOLEAN NOT NULL DEFAULT false,
    "soldOutUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Modifier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderCounter" (
    "venueId" UUID NOT NULL,
    "serviceDay" DATE NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "OrderCounter_pkey" PRIMARY KEY ("venueId","serviceDay")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "serviceDay" DATE NOT NULL,
    "source" "OrderSource" NOT NULL,
    "tableId" UUID,
    "tableNumber" TEXT,
    "sessionId" UUID,
    "billId" UUID NOT NULL,
    "guestId" UUID,
    "placedById" UUID,
    "placedByName" TEXT,
    "approval" "Approval" NOT NULL,
    "approvalExpiresAt" TIMESTAMPTZ(3),
    "status" "OrderStatus" NOT NULL,
    "note" TEXT,
    "total" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "secondTotal" INTEGER,
    "secondCurrency" CHAR(3),
    "cancelReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acceptedAt" TIMESTAMPTZ(3),
    "readyAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderItem" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "ticketId" UUID,
    "position" INTEGER NOT NULL,
    "menuItemId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPrice" INTEGER NOT NULL,
    "vatBasisPoints" INTEGER NOT NULL,
    "options" JSONB NOT NULL,
    "allergens" TEXT[],
    "note" TEXT,
    "course" INTEGER,
    "station" TEXT,
    "state" "ItemState" NOT NULL,
    "voidStage" "ItemState",
    "voidReason" TEXT,
    "queuedAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "readyAt" TIMESTAMPTZ(3),
    "servedAt" TIMESTAMPTZ(3),
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OrderItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderItemHistory" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "from" "ItemState" NOT NULL,
    "to" "ItemState" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "userId" UUID,
    "reason" TEXT,

    CONSTRAINT "OrderItemHistory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KitchenTicket" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "station" TEXT NOT NULL,
    "state" "TicketState" NOT NULL DEFAULT 'QUEUED',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "readyAt" TIMESTAMPTZ(3),
    "servedAt" TIMESTAMPTZ(3),
    "recalledAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "KitchenTicket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderComment" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OrderComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "pinHash" TEXT,
    "stationId" UUID,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "venueId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "channels" TEXT[],
    "payload" JSONB NOT NULL,
    "actor" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "numberedAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxDelivery" (
    "venueId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "eventId" UUID NOT NULL,

    CONSTRAINT "OutboxDelivery_pkey" PRIMARY KEY ("venueId","channel","seq")
);

-- CreateTable
CREATE TABLE "ChannelHead" (
    "venueId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "ChannelHead_pkey" PRIMARY KEY ("venueId","channel")
);

-- CreateTable
CREATE TABLE "Area" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "names" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Table" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" "TableKind" NOT NULL DEFAULT 'TABLE',
    "seats" INTEGER NOT NULL,
    "shape" "TableShape" NOT NULL DEFAULT 'RECT',
    "x" INTEGER NOT NULL,
    "y" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "tokenRotatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TableSession" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "tableId" UUID NOT NULL,
    "status" "TableSessionStatus" NOT NULL DEFAULT 'PENDING',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedAt" TIMESTAMPTZ(3),
    "openedById" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "closedById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "TableSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TableGuest" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TableGuest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Venue" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "kind" "VenueKind" NOT NULL DEFAULT 'RESTAURANT',
    "timezone" TEXT NOT NULL,
    "defaultLocale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "secondCurrency" CHAR(3),
    "secondRate" DECIMAL(18,6),
    "secondRateDirection" "RateDirection",
    "serviceDayCutoffHour" INTEGER NOT NULL DEFAULT 5,
    "kitchenClosesAt" TEXT,
    "orderingPolicy" "OrderingPolicy" NOT NULL DEFAULT 'FIRST_ORDER_ACCEPTED',
    "approvalTimeoutMinutes" INTEGER NOT NULL DEFAULT 15,
    "callLimitSeconds" INTEGER NOT NULL DEFAULT 120,
    "menuVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Venue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Station" (
    "id" UUID NOT NULL,
    "venueId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "targetSeconds" INTEGER NOT NULL,

    CONSTRAINT "Station_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_venueId_at_idx" ON "AuditEntry"("venueId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Bill_sessionId_key" ON "Bill"("sessionId");

-- CreateIndex
CREATE INDEX "Bill_venueId_status_idx" ON "Bill"("venueId", "status");

-- CreateIndex
CREATE INDEX "MenuCategory_venueId_position_idx" ON "MenuCategory"("venueId", "position");

-- CreateIndex
CREATE INDEX "MenuItem_venueId_categoryId_position_idx" ON "MenuItem"("venueId", "categoryId", "position");

-- CreateIndex
CREATE INDEX "ModifierGroup_venueId_idx" ON "ModifierGroup"("venueId");

-- CreateIndex
CREATE INDEX "MenuItemModifierGroup_groupId_idx" ON "MenuItemModifierGroup"("groupId");

-- CreateIndex
CREATE INDEX "Modifier_groupId_position_idx" ON "Modifier"("groupId", "position");

-- CreateIndex
CREATE INDEX "Order_venueId_createdAt_idx" ON "Order"("venueId", "createdAt");

-- CreateIndex
CREATE INDEX "Order_sessionId_idx" ON "Order"("sessionId");

-- CreateIndex
CREATE INDEX "Order_billId_idx" ON "Order"("billId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_venueId_serviceDay_number_key" ON "Order"("venueId", "serviceDay", "number");

-- CreateIndex
CREATE INDEX "OrderItem_orderId_position_idx" ON "OrderItem"("orderId", "position");

-- CreateIndex
CREATE INDEX "OrderItem_ticketId_idx" ON "OrderItem"("ticketId");

-- CreateIndex
CREATE INDEX "OrderItemHistory_itemId_at_idx" ON "OrderItemHistory"("itemId", "at");

-- CreateIndex
CREATE INDEX "KitchenTicket_orderId_idx" ON "KitchenTicket"("orderId");

-- CreateIndex
CREATE INDEX "KitchenTicket_venueId_createdAt_idx" ON "KitchenTicket"("venueId", "createdAt");

-- CreateIndex
CREATE INDEX "OrderComment_orderId_createdAt_idx" ON "OrderComment"("orderId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_venueId_userId_key" ON "Membership"("venueId", "userId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_position_key" ON "OutboxEvent"("position");

-- CreateIndex
CREATE INDEX "OutboxEvent_at_idx" ON "OutboxEvent"("at");

-- CreateIndex
CREATE INDEX "OutboxDelivery_eventId_idx" ON "OutboxDelivery"("eventId");

-- CreateIndex
CREATE INDEX "Area_venueId_position_idx" ON "Area"("venueId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Table_token_key" ON "Table"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Table_venueId_number_key" ON "Table"("venueId", "number");

-- CreateIndex
CREATE INDEX "TableSession_venueId_status_idx" ON "TableSession"("venueId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "TableGuest_tokenHash_key" ON "TableGuest"("tokenHash");

-- CreateIndex
CREATE INDEX "TableGuest_sessionId_idx" ON "TableGuest"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Venue_slug_key" ON "Venue"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Station_venueId_type_key" ON "Station"("venueId", "type");

-- AddForeignKey
ALTER TABLE "Bill" ADD CONSTRAINT "Bill_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TableSession"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaiterCall" ADD CONSTRAINT "WaiterCall_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TableSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuCategory" ADD CONSTRAINT "MenuCategory_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuCategory" ADD CONSTRAINT "MenuCategory_stationId_fkey" FOREIGN KEY ("stationId") REFERENCES "Station"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuItem" ADD CONSTRAINT "MenuItem_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuItem" ADD CONSTRAINT "MenuItem_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "MenuCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuItem" ADD CONSTRAINT "MenuItem_stationId_fkey" FOREIGN KEY ("stationId") REFERENCES "Station"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuItemModifierGroup" ADD CONSTRAINT "MenuItemModifierGroup_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "MenuItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuItemModifierGroup" ADD CONSTRAINT "MenuItemModifierGroup_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "ModifierGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Modifier" ADD CONSTRAINT "Modifier_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "ModifierGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TableSession"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_billId_fkey" FOREIGN KEY ("billId") REFERENCES "Bill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderItem" ADD CONSTRAINT "OrderItem_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderItem" ADD CONSTRAINT "OrderItem_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "KitchenTicket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderItemHistory" ADD CONSTRAINT "OrderItemHistory_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OrderItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitchenTicket" ADD CONSTRAINT "KitchenTicket_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderComment" ADD CONSTRAINT "OrderComment_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_stationId_fkey" FOREIGN KEY ("stationId") REFERENCES "Station"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxDelivery" ADD CONSTRAINT "OutboxDelivery_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "OutboxEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Area" ADD CONSTRAINT "Area_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Table" ADD CONSTRAINT "Table_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Table" ADD CONSTRAINT "Table_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "Area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TableSession" ADD CONSTRAINT "TableSession_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "Table"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TableGuest" ADD CONSTRAINT "TableGuest_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TableSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Station" ADD CONSTRAINT "Station_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say
create unique index "TableSession_one_live_per_table" on "TableSession" ("tableId") where "status" <> 'CLOSED';
create unique index "WaiterCall_one_open_of_a_kind" on "WaiterCall" ("sessionId", "callType") where "status" <> 'COMPLETED';
create index "Order_unfinished" on "Order" ("venueId", "createdAt") where "status" in ('PENDING', 'PREPARING', 'READY');
create index "Order_awaiting_approval" on "Order" ("approvalExpiresAt") where "approval" = 'PENDING';
create index "KitchenTicket_unfinished" on "KitchenTicket" ("venueId", "station", "createdAt") where "state" in ('QUEUED', 'PREPARING', 'READY');
create index "WaiterCall_open" on "WaiterCall" ("venueId", "createdAt") where "status" <> 'COMPLETED';
create index "OutboxEvent_unpublished" on "OutboxEvent" ("position") where "publishedAt" is null;
create index "OutboxEvent_unnumbered" on "OutboxEvent" ("position") where "numberedAt" is null;
create function notify_outbox() returns trigger language plpgsql as $$ begin perform pg_notify('servery_outbox', ''); return null; end $$;
create trigger "OutboxEvent_notify" after insert on "OutboxEvent" for each statement execute function notify_outbox();
insert into "Installation" ("id", "epoch") values ('main', gen_random_uuid());
