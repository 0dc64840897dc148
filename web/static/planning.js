// Keeps the planning page up to date while Trefpunt searches. Without this script
// the link "Ververs de stand" does the same. The server's own page is the source,
// so that words and picture are made in one place.

const EVERY = 2000; // milliseconds between two looks
const SPEAK_EVERY = 10000; // a screen reader hears no more often than this

const live = document.querySelector("[data-live]");
let spoken = Date.now();

function speak(sentence) {
  const now = Date.now();
  if (live && sentence && now - spoken >= SPEAK_EVERY) {
    live.textContent = sentence;
    spoken = now;
  }
}

async function look() {
  let answer;
  try {
    answer = await fetch(location.href, { cache: "no-store" });
  } catch {
    return true; // no connection now: look again later
  }
  if (!answer.ok) return true;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.querySelector("[data-live]")) {
    location.reload(); // the search has ended
    return false;
  }
  for (const part of document.querySelectorAll("[data-part]")) {
    const found = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (found) part.replaceChildren(...found.childNodes);
  }
  speak(fresh.querySelector('[data-part="sentence"]')?.textContent.trim());
  return true;
}

async function keepLooking() {
  if (document.hidden || (await look())) setTimeout(keepLooking, EVERY);
}

if (live) setTimeout(keepLooking, EVERY);
