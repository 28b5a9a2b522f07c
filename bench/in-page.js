// Runs in the measured page before its own scripts: takes the time from an event's arrival at the socket to the frame that shows it,
// keeps long tasks, and can let the page's clock run ahead, with the times inside of what arrives.
(() => {
  const frames = 10;
  const shown = /"event":"(ticket-created|ticket-status-change|ticket-updated|item-status-change|order-cancelled)"/;
  const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
  const PlainDate = Date;
  const PlainSocket = WebSocket;
  const state = { samples: [], longTasks: [], events: 0, ahead: 0, aheadPerEvent: 0, measuring: false };
  window.inPage = state;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) state.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  let changedAt = 0;
  const isClock = ({ target }) => (target.parentElement ?? target).closest?.("time") !== null;
  const changes = new MutationObserver((records) => {
    if (!records.every(isClock)) changedAt = performance.now();
  });

  /** The task after the frame: what was changed before it is on the glass. */
  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        then(performance.now());
      };
      port2.postMessage(null);
    });

  const sample = (name, from) => {
    let first = 0;
    const look = (left) =>
      afterFrame((at) => {
        first ||= at - from;
        if (changedAt >= from) state.samples.push({ name, ms: at - from, visible: true });
        else if (left > 1) look(left - 1);
        else state.samples.push({ name, ms: first, visible: false });
      });
    look(frames);
  };

  /** From a task that does nothing to the frame after it, in ms. */
  state.idle = () =>
    new Promise((resolve) => {
      setTimeout(() => {
        const from = performance.now();
        afterFrame((at) => resolve(at - from));
      }, Math.random() * 40);
    });

  state.start = () => {
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    state.measuring = true;
  };
  state.stop = () => {
    changes.disconnect();
    state.measuring = false;
  };

  window.Date = class ClockAhead extends PlainDate {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [PlainDate.now() + state.ahead]));
    }
    static now() {
      return PlainDate.now() + state.ahead;
    }
  };

  const arrived = (event) => {
    const [, name] = shown.exec(event.data) ?? [];
    if (!name || !event.data.includes("-kitchen")) return event;
    state.events += 1;
    if (state.measuring) sample(name, performance.now());
    if (state.aheadPerEvent === 0) return event;
    state.ahead += state.aheadPerEvent;
    const later = (text) => new PlainDate(PlainDate.parse(text) + state.ahead).toISOString();
    return new MessageEvent("message", { data: event.data.replace(instant, later) });
  };

  window.WebSocket = class WatchedSocket extends PlainSocket {
    set onmessage(handler) {
      super.onmessage = handler && ((event) => handler.call(this, arrived(event)));
    }
    get onmessage() {
      return super.onmessage;
    }
  };
})();
