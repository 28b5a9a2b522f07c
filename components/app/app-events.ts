/** Told with a path of this house: whoever shows that page opens what the path names, and cancels the event. */
export const openEvent = "servery:open";
const deviceEvent = "servery:device";

/** Opens a path in the page that is there if it can, else by loading it. */
export function openPath(path: string): void {
  const event = new CustomEvent(openEvent, { detail: { path }, cancelable: true });
  const wasTaken = !window.dispatchEvent(event);
  if (!wasTaken) window.location.assign(path);
}

/** Opens "This device": notifications, installing, keeping the screen awake. */
export function openDeviceSheet(): void {
  window.dispatchEvent(new Event(deviceEvent));
}

export function onOpenDeviceSheet(listener: () => void): () => void {
  window.addEventListener(deviceEvent, listener);
  return () => window.removeEventListener(deviceEvent, listener);
}
