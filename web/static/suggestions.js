// Shows while somebody types what their text seems to be about, and what it leaves out.
// Without this script the button "Laat zien wat past" does the same: the form is sent
// to be looked at, the server stores nothing, and its page comes back with what it read.

const PAUSE = 1200; // milliseconds without a key before we look

const form = document.querySelector("form[data-looks]");
const heard = document.querySelector("[data-heard]");
let timer;
let looked = "";
let said = [...document.querySelectorAll("[data-spoken]")].map((p) => p.textContent);

function written() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("kijk", "1");
  return fields.toString();
}

function replace(part, found) {
  // What somebody is in the middle of stays as it is.
  if (part.contains(document.activeElement)) return;
  const wasOpen = part.querySelector("details")?.open;
  part.replaceChildren(...found.childNodes);
  const fold = part.querySelector("details");
  if (fold && wasOpen) fold.open = true;
}

function speak(page) {
  // A screen reader hears only what is new.
  const sentences = [...page.querySelectorAll("[data-spoken]")].map((p) => p.textContent);
  const fresh = sentences.filter((sentence) => !said.includes(sentence));
  if (fresh.length) heard.textContent = fresh.join(" ");
  said = sentences;
}

async function look() {
  const sent = written();
  if (sent === looked) return;
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(sent),
      cache: "no-store",
    });
  } catch {
    return; // no connection now: the next pause looks again
  }
  // Whoever typed on, or ticked something, meanwhile is looked at again.
  if (!answer.ok || written() !== sent) return;
  looked = sent;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  speak(fresh);
  for (const part of form.querySelectorAll("[data-part]")) {
    const found = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (found) replace(part, found);
  }
}

if (form?.querySelector("[data-look]")) {
  for (const button of form.querySelectorAll("[data-look]")) button.hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
