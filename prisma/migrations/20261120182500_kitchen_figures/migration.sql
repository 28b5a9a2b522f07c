-- The day's history of the kitchen, the last served first.
create index "KitchenTicket_served" on "KitchenTicket" ("venueId", "servedAt" desc, "id" desc) where "state" = 'SERVED';
