import type { SeedPerson } from "../types";

/** For trying the house out, printed as such; nobody real signs in with it. */
export const demoPassword = "lipi-na-sianka";

/** Reserved by RFC 2606: no mail ever leaves for it. */
export const mailDomain = "pod-lipite.example";

export const people: SeedPerson[] = [
  { name: "Лилия Маринова", mailbox: "lilia", role: "ADMIN", locale: "en", pin: "1000" },
  { name: "Стоян Василев", mailbox: "stoyan", role: "MANAGER", locale: "bg", pin: "2468" },
  { name: "Елена Тодорова", mailbox: "elena", role: "CASHIER", locale: "bg", pin: "3141" },
  { name: "Петя Димитрова", mailbox: "petya", role: "CASHIER", locale: "bg", pin: "3579" },
  { name: "Мария Петрова", mailbox: "maria", role: "STAFF", locale: "bg", pin: "4271" },
  { name: "Ірина Коваль", mailbox: "iryna", role: "STAFF", locale: "uk", pin: "4812" },
  { name: "Георги Николов", mailbox: "georgi", role: "STAFF", locale: "bg", pin: "4636" },
  { name: "Олена Шевченко", mailbox: "olena", role: "RELEASER", locale: "uk", pin: "5093" },
  { name: "Ралица Ангелова", mailbox: "ralitsa", role: "KITCHEN", locale: "bg", station: "grill", pin: "6150" },
  { name: "Андрій Мельник", mailbox: "andriy", role: "KITCHEN", locale: "uk", station: "hot", pin: "6284" },
  { name: "Цветан Илиев", mailbox: "tsvetan", role: "KITCHEN", locale: "bg", station: "cold", pin: "6397" },
  { name: "Димитър Тодоров", mailbox: "dimitar", role: "KITCHEN", locale: "bg", station: "bar", pin: "7420" },
];
