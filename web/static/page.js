// Enhancement only: every page works without this file.

// A refused form: bring its summary to the one who cannot see the page change.
document.getElementById("fouten")?.focus();

// A form that is on its way is not sent twice by an impatient finger.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// A page that comes back from the browser's history may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// The open menu closes with Escape and gives the focus back.
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// A button that only a script can answer is shown only where the script runs.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A link is copied with one press; the button says so for as long as it has the focus.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue; // only where the connection is safe
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(
      document.getElementById(button.dataset.copy).textContent.trim(),
    );
    button.textContent = button.dataset.copied;
  });
  button.addEventListener("blur", () => {
    button.textContent = words;
  });
}

// The own meetings stay readable without a connection, where the browser can.
const worker = document.querySelector("[data-worker]");
if (worker && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(worker.dataset.worker, { scope: worker.dataset.scope }).catch(() => {});
}
