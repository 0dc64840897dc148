// Subscribe to a calendar on the network, or refresh it; wait until it is read.
const [url] = args;
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const window = Services.wm.getMostRecentWindow("mail:3pane");
const known = cal.manager.getCalendars().find((found) => found.uri.spec === url);
const calendar = known ?? cal.manager.createCalendar("ics", Services.io.newURI(url));
const loaded = new Promise((done) => {
  calendar.addObserver({
    QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
    onStartBatch() {},
    onEndBatch() {},
    onLoad: done,
    onAddItem() {},
    onModifyItem() {},
    onDeleteItem() {},
    onError() {},
    onPropertyChanged() {},
    onPropertyDeleting() {},
  });
  window.setTimeout(done, 10000);
});
if (known) {
  calendar.refresh();
} else {
  calendar.name = "Feed";
  cal.manager.registerCalendar(calendar);
  calendar.refresh();
}
await loaded;
const items = await calendar.getItemsAsArray(
  Ci.calICalendar.ITEM_FILTER_ALL_ITEMS,
  0,
  null,
  null,
);
return items
  .filter((item) => item.status !== "CANCELLED")
  .map((item) => ({
    uid: item.id,
    title: item.title,
    start: item.startDate.nativeTime / 1e6,
    answer: item.getAttendees().map((who) => who.participationStatus).join(" "),
  }));
