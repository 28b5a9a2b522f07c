import { readFileSync } from "node:fs";
import type { TicketDto } from "@/lib/kitchen/schema";
import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import type { LiveTableDto, TableListDto } from "@/lib/tables/schema";
import { ApiClient, type Guest, joinTable, signIn } from "./api-client";

/** DATA_DIR/demo.json */
export interface DemoSheet {
  venue: string;
  users: { membershipId: string; role: string; name: string; email: string; password: string; pin: string }[];
  tables: { number: string; kind: string; token: string }[];
}

export function readDemoSheet(dataDir: string): DemoSheet {
  return JSON.parse(readFileSync(`${dataDir}/demo.json`, "utf8"));
}

export type Role = "admin" | "manager" | "cashier" | "staff" | "kitchen" | "releaser";

/** A running server's demo house, and what tests do in it again and again. */
export class House {
  readonly #staff = new Map<string, Promise<ApiClient>>();
  #menu: Promise<MenuDto> | undefined;

  constructor(
    readonly base: string,
    readonly sheet: DemoSheet,
  ) {}

  get venue(): string {
    return this.sheet.venue;
  }

  /** Nobody in particular: no cookies. */
  stranger(): ApiClient {
    return new ApiClient(this.base, this.venue);
  }

  userOf(role: Role, nth = 0) {
    const user = this.sheet.users.filter((each) => each.role.toLowerCase() === role)[nth];
    if (!user) throw new Error(`The demo sheet has no ${role} number ${nth + 1}`);
    return user;
  }

  /** The `nth` person of a role, signed in once. */
  staff(role: Role, nth = 0): Promise<ApiClient> {
    const { email, password } = this.userOf(role, nth);
    let client = this.#staff.get(email);
    if (!client) {
      client = signIn(this.base, this.venue, email, password);
      this.#staff.set(email, client);
    }
    return client;
  }

  tokenOf(number: string): string {
    const table = this.sheet.tables.find((each) => each.number === number);
    if (!table) throw new Error(`The demo sheet has no table ${number}`);
    return table.token;
  }

  async table(number: string): Promise<LiveTableDto> {
    const { body } = await (await this.staff("manager")).get<TableListDto>("tables");
    const table = body.items.find((each) => each.number === number);
    if (!table) throw new Error(`There is no table ${number}`);
    return table;
  }

  /** Ends whatever sits at the table. */
  async clearTable(number: string): Promise<LiveTableDto> {
    const table = await this.table(number);
    const manager = await this.staff("manager");
    if (table.sessionId) await manager.post(`tables/${table.id}/close`, { force: true }, { key: false });
    return table;
  }

  /** A new sitting with one phone. `opened` by a waiter, so that orders go to the kitchen at once; otherwise the first one waits. */
  async sit(number: string, { opened = true, locale = "en" } = {}): Promise<Guest> {
    const { id } = await this.clearTable(number);
    if (opened) {
      const { status } = await (await this.staff("manager")).post(`tables/${id}/open`, {}, { key: false });
      if (status !== 200) throw new Error(`Opening table ${number} answered ${status}`);
    }
    return this.join(number, locale);
  }

  /** Answers every open call, so that the next one is alone on the screens. */
  async silence(): Promise<void> {
    const manager = await this.staff("manager");
    const { body } = await manager.get<{ items: { id: string }[] }>("waiter-calls");
    for (const { id } of body.items) await manager.post(`waiter-calls/${id}/complete`, {}, { key: false });
  }

  /** Serves all that hangs in the kitchen, and takes note of what was called off: what a test sends is then on the walls' first page. */
  async clearWalls(): Promise<void> {
    const manager = await this.staff("manager");
    const { body } = await manager.get<{ items: TicketDto[] }>("tickets");
    const unfinished = body.items.filter(({ state }) => state !== "served" && state !== "voided");
    for (const id of new Set(unfinished.map(({ orderId }) => orderId))) {
      // What lies behind the order already is refused.
      for (const status of ["preparing", "ready", "completed"]) await manager.patch(`orders/${id}/status`, { status });
    }
    for (const { id, state } of body.items) {
      if (state === "voided") await manager.post(`tickets/${id}/seen`, {}, { key: false });
    }
  }

  /** One more phone at the table. */
  join(number: string, locale = "en"): Promise<Guest> {
    return joinTable(this.base, this.venue, this.tokenOf(number), locale);
  }

  menu(): Promise<MenuDto> {
    this.#menu ??= this.stranger()
      .get<MenuDto>("menu?locale=en")
      .then(({ body }) => body);
    return this.#menu;
  }

  /** A dish by its English name. */
  async dish(name: string): Promise<MenuItemDto> {
    const { categories } = await this.menu();
    const dish = categories.flatMap(({ items }) => items).find((each) => each.name === name);
    if (!dish) throw new Error(`The menu has no ${name}`);
    return dish;
  }

  /** An order line of a dish, with the least options it needs. */
  async line(name: string, quantity = 1) {
    const dish = await this.dish(name);
    return { menuItemId: dish.id, quantity, modifierIds: requiredOptions(dish) };
  }
}

/** The first available options of each group that must be chosen from. */
export function requiredOptions(dish: MenuItemDto): string[] {
  return dish.modifierGroups.flatMap(({ min, modifiers }) =>
    modifiers
      .filter(({ available }) => available)
      .slice(0, min)
      .map(({ id }) => id),
  );
}
