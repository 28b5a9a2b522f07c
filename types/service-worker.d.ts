// The service worker (app/sw.js) is checked with everything else: its globals beside the page's.
/// <reference lib="webworker" />
