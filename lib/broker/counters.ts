/** What the broker counts since its start. */
export interface Counters {
  messagesSent: number;
  messagesReceived: number;
  eventsPublished: number;
  connectionsRefused: number;
  slowConsumersClosed: number;
}

export function createCounters(): Counters {
  return { messagesSent: 0, messagesReceived: 0, eventsPublished: 0, connectionsRefused: 0, slowConsumersClosed: 0 };
}
