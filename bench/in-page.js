// Runs in the measured page before its own scripts: takes the time from an event's arrival at the socket to the frame that shows it, and
// keeps long tasks.
(() => {
  const frames = 10;
  const shown = /"event":"(ticket-created|ticket-status-change|ticket-updated|item-status-change|order-cancelled)"/;
  const PlainSocket = WebSocket;
  const state = { samples: [], longTasks: [], events: 0, measuring: false };
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

  const dot = document.createElement("i");
  dot.style.cssText = "position:fixed;z-index:99;inset:0 auto auto 0;width:2px;height:2px;background:red";
  let blue = false;

  /** From a task that does nothing but colour a dot to the frame that shows it, in ms. */
  state.dot = () =>
    new Promise((resolve) => {
      if (!dot.isConnected) document.documentElement.append(dot);
      setTimeout(() => {
        const from = performance.now();
        blue = !blue;
        dot.style.background = blue ? "blue" : "red";
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

  const arrived = (text) => {
    const [, name] = shown.exec(text) ?? [];
    if (!name || !text.includes("-kitchen")) return;
    state.events += 1;
    if (state.measuring) sample(name, performance.now());
  };

  window.WebSocket = class WatchedSocket extends PlainSocket {
    constructor(...address) {
      super(...address);
      // Before anybody else's.
      this.addEventListener("message", ({ data }) => arrived(data));
    }
  };
})();
