-- The day's history of the kitchen, the last served first. Only what is served has the time; a statement that compares it finds the index,
-- while one that is told the state as a parameter would not.
create index "KitchenTicket_served" on "KitchenTicket" ("venueId", "servedAt" desc, "id" desc) where "servedAt" is not null;
