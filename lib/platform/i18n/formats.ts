/** The named formats of dates and times, for the server and for pages that read their texts themselves. */
export const formats = {
  dateTime: {
    clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    day: { weekday: "long", day: "numeric", month: "long" },
  },
} as const;

/** Pages that show times name their venue's zone; this is what is left, the same on server and client. */
export const timeZone = "Europe/Sofia";
