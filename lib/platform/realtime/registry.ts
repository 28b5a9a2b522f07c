import {
  callOverdue,
  callStatusChange,
  callStatusChangeForGuests,
  waiterCall,
  waiterCallForGuests,
} from "@/lib/calls/events";
import { ticketCreated, ticketOverdue, ticketStatusChange, ticketUpdated } from "@/lib/kitchen/events";
import { productAvailabilityChanged } from "@/lib/menu/events";
import { noticesForPerson, noticesForStaff, noticesForSystem } from "@/lib/notices/events";
import {
  itemStatusChange,
  newOrder,
  orderCancelled,
  orderComment,
  orderStatusChange,
  orderUpdated,
} from "@/lib/orders/events";
import { floorPlanUpdated, sittingStatusChange, tableStatusChange } from "@/lib/tables/events";
import type { EventDefinition } from "./define-event";

/** Every event Servery publishes. The one module of the platform that knows the features. */
export const eventRegistry: readonly EventDefinition[] = [
  newOrder,
  orderUpdated,
  orderStatusChange,
  orderCancelled,
  orderComment,
  itemStatusChange,
  ticketCreated,
  ticketStatusChange,
  ticketUpdated,
  ticketOverdue,
  waiterCall,
  waiterCallForGuests,
  callOverdue,
  callStatusChange,
  callStatusChangeForGuests,
  tableStatusChange,
  floorPlanUpdated,
  sittingStatusChange,
  productAvailabilityChanged,
  ...noticesForStaff,
  ...noticesForSystem,
  ...noticesForPerson,
];
