/** A page that has not begun to answer by then is not waited for (ms): a waiter walks on bad wifi. */
const patienceMs = 4_000;
/** After such a wait the next one is longer, so that a slow network is not taken for none for ever. */
const longPatienceMs = 20_000;
/** What a proxy says while there is no server behind it. */
const nobodyBehind = new Set([502, 503, 504]);

let patience = patienceMs;

interface NavigationEvent {
  request: Request;
  /** The browser's own request for the page, begun while the worker was waking up. */
  preloadResponse?: Promise<Response | undefined>;
}

async function load({ request, preloadResponse }: NavigationEvent): Promise<Response> {
  const response = (await preloadResponse) ?? (await fetch(request));
  if (nobodyBehind.has(response.status)) throw new Error(`HTTP ${response.status}`);
  return response;
}

/** The page from the network, never from a cache; without an answer in time, what `shell` gives. */
export async function answerNavigation(
  event: NavigationEvent,
  shell: () => Promise<Response | undefined>,
): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patience);
  });
  const page = load(event);
  try {
    const first = await Promise.race([page, late]);
    if (first !== "late") {
      patience = patienceMs;
      return first;
    }
    patience = longPatienceMs;
  } catch {
    // No network: the next attempt need not be patient either.
  } finally {
    clearTimeout(timer);
  }
  return (await shell()) ?? page;
}
