// Press a button of the bar, and wait until Thunderbird has done what it means.
const [id] = args;
const window = Services.wm.getMostRecentWindow("mail:3pane");
const page = window.document.getElementById("tabmail").currentTabInfo.chromeBrowser
  .contentDocument;
const bar = page.getElementById("imip-bar");
const before = bar.textContent;
const button = page.getElementById(id);
if (!button || button.hidden) throw new Error(`no button ${id}`);
button.click();
for (let tries = 0; tries < 100 && bar.textContent === before; tries++) {
  await new Promise((done) => window.setTimeout(done, 100));
}
return bar.textContent.trim();
