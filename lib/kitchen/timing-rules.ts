/** The share of a station's target at which a ticket is warned of; at all of it, it is late. */
export const warningShare = 0.75;

/** What stood ready for less than this was bumped by mistake and undone, in seconds: the undo is offered for ten. */
export const undoneWithinSeconds = 15;

export type TicketSeverity = "warning" | "critical";

/** What KitchenTicket.slaLevel stands for once it is raised. */
export function severityOf(slaLevel: number): TicketSeverity {
  return slaLevel >= 2 ? "critical" : "warning";
}

/** The English sentence of a warning, for logs and for screens that have no words of their own. */
export function warningMessage({
  severity,
  station,
  orderNumber,
  tableNumber,
}: {
  severity: TicketSeverity;
  /** Its name. */
  station: string;
  orderNumber: number;
  tableNumber: string | null;
}): string {
  const order = tableNumber === null ? `Order ${orderNumber}` : `Order ${orderNumber} for table ${tableNumber}`;
  return severity === "critical"
    ? `${station}: ${order} is late.`
    : `${station}: ${order} has used ${warningShare * 100} % of its time.`;
}
