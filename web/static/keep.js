// Keeps what somebody typed on this device until the server has it, and says so when
// there is no internet. Enhancement only: without it a page is sent as always.
//
// It stays in this tab (sessionStorage), so that nobody else who uses this telephone
// finds it. What is kept belongs to the version of the answers that the page was filled
// from: once the server has a newer one, it was saved, and what is kept goes.

const form = document.querySelector("form[data-keeps]");
const BUTTONS_THAT_REDRAW = ["nog", "weg", "kijk"];
const HIDDEN = ["csrf_token", "versie", "sleutel"];

const place = `typed ${location.pathname}`;
const version = form?.elements.versie?.value ?? "";

function typed() {
  return [...new FormData(form)].filter(([name]) => !HIDDEN.includes(name));
}

function keep() {
  sessionStorage.setItem(place, JSON.stringify({ version, fields: typed() }));
}

function putBack(fields) {
  for (const field of form.elements) {
    if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
}

function show(which) {
  for (const notice of form.querySelectorAll("[data-notice]")) {
    notice.hidden = notice.dataset.notice !== which;
  }
}

if (form) {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("typed ") && name !== place) sessionStorage.removeItem(name);
  }
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (kept && kept.version !== version) {
    sessionStorage.removeItem(place);
  } else if (kept && JSON.stringify(kept.fields) !== JSON.stringify(typed())) {
    putBack(kept.fields);
    show("back");
  }
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (BUTTONS_THAT_REDRAW.includes(event.submitter?.name)) sessionStorage.removeItem(place);
    if (navigator.onLine) return;
    event.preventDefault();
    delete form.dataset.sent; // the button may be pressed again
    keep();
    show("offline");
  });
}
