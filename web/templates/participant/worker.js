// Keeps one page readable without a connection: a participant's own meetings.
// What is kept is thrown away as soon as the link no longer opens anything.
const PAGE = {{ url_for(".show_meetings")|tojson }};
const PIECES = {{ [static_url("tokens.css"), static_url("trefpunt.css"), static_url("page.js"), static_url("mark.svg")]|tojson }};
const KEPT = `trefpunt ${PAGE}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, ...PIECES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(open(request, pathname));
  else if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(piece(request));
});

// The network comes first; what is kept is shown only where there is none.
async function open(request, pathname) {
  try {
    const answer = await fetch(request);
    if (answer.status === 404 || answer.status === 410) await forgetIfClosed(pathname);
    else if (answer.ok && request.method === "GET" && pathname === PAGE) {
      const kept = await caches.open(KEPT);
      await kept.put(PAGE, answer.clone());
    }
    return answer;
  } catch (error) {
    return (await keptPage()) ?? Promise.reject(error);
  }
}

// A link that was taken back opens nothing: then nothing of it may stay here either.
async function forgetIfClosed(pathname) {
  const closed = pathname === PAGE || [404, 410].includes((await fetch(PAGE)).status);
  if (!closed) return;
  await caches.delete(KEPT);
  await self.registration.unregister();
}

async function keptPage() {
  const answer = await (await caches.open(KEPT)).match(PAGE);
  if (!answer) return undefined;
  const text = (await answer.text()).replace(" hidden data-offline", " data-offline");
  return new Response(text, { headers: answer.headers });
}

async function piece(request) {
  const kept = await caches.open(KEPT);
  const known = await kept.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await kept.put(request, answer.clone());
  return answer;
}
