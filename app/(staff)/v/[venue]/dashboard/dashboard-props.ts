import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { RoleName } from "@/lib/platform/auth/actor";
import type { DashboardSnapshot, DashboardState } from "./dashboard-state";

/** What the floor's page is drawn from: plain JSON, so that it can be kept for an hour without network. */
export interface DashboardProps {
  venue: string;
  timezone: string;
  locale: string;
  stations: OrderWords["stations"];
  approvalSeconds: number;
  callSeconds: number;
  me: { id: string; name: string; role: RoleName };
  mayRunTables: boolean;
  initial: DashboardSnapshot;
  /** Opened without network: see kept-dashboard.ts. */
  kept?: DashboardState;
}
