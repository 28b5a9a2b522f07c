/** Two files may run at once in the one house: each has tables of its own. */
export const tablesOf = {
  idempotency: ["1", "2"],
  tampering: ["3", "4"],
  venues: ["5"],
  kitchen: ["6", "7"],
  liveness: ["8", "9"],
  offline: ["10"],
  ordering: ["11", "12"],
  accept: ["13", "14"],
  languages: ["T1"],
  accessibility: ["T2"],
  keyboard: ["T3"],
  soldOut: ["T4"],
  ending: ["T5", "T6"],
  sessions: ["B1"],
  staffOrders: ["B2", "B3"],
} as const;
