/** Also iPads, which call themselves Macs and are touched. */
export function isIos(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

/** Whether the page runs in a window of its own, as an installed app does. */
export function isStandalone(): boolean {
  const isIosApp = (navigator as { standalone?: boolean }).standalone === true;
  return isIosApp || window.matchMedia("(display-mode: standalone)").matches;
}
