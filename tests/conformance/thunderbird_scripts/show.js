// Copy a mail into a folder, open it in a tab, and wait for the bar above it.
const [path] = args;
const { MailServices } = ChromeUtils.importESModule(
  "resource:///modules/MailServices.sys.mjs",
);
const window = Services.wm.getMostRecentWindow("mail:3pane");
const sleep = (ms) => new Promise((done) => window.setTimeout(done, ms));

const root = MailServices.accounts.localFoldersServer.rootFolder;
const folder = root.containsChildNamed("Post")
  ? root.getChildNamed("Post")
  : root.QueryInterface(Ci.nsIMsgLocalMailFolder).createLocalSubfolder("Post");
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(path);
let key = null;
await new Promise((done, fail) =>
  MailServices.copy.copyFileMessage(
    file,
    folder,
    null,
    false,
    0,
    "",
    {
      QueryInterface: ChromeUtils.generateQI(["nsIMsgCopyServiceListener"]),
      onStartCopy() {},
      onProgress() {},
      getMessageId: () => null,
      setMessageKey: (found) => (key = found),
      onStopCopy: (status) =>
        Components.isSuccessCode(status) ? done() : fail(new Error(`copy: ${status}`)),
    },
    null,
  ),
);
const header = [...folder.messages].find((message) => message.messageKey === key);
const tabs = window.document.getElementById("tabmail");
const tab = tabs.openTab("mailMessageTab", { messageURI: folder.getUriForMsg(header) });

const buttonsOf = (page) =>
  [...page.querySelectorAll("#imip-view-toolbar toolbarbutton")]
    .filter((button) => !button.hidden && button.id)
    .map((button) => button.id);
for (let tries = 0; tries < 100; tries++) {
  await sleep(100);
  const page = tab.chromeBrowser?.contentDocument;
  const bar = page?.getElementById("imip-bar");
  const label = bar && !bar.collapsed ? bar.textContent.trim() : "";
  // "More" alone stands there while the calendar is still being looked through.
  if (label && buttonsOf(page).some((id) => id !== "imipMoreButton")) {
    return { label: label.split("\n")[0].trim(), buttons: buttonsOf(page) };
  }
}
return { label: "", buttons: [] };
