// What stands in the calendar that invitations go to.
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const [calendar] = cal.manager.getCalendars();
const items = await calendar.getItemsAsArray(
  Ci.calICalendar.ITEM_FILTER_ALL_ITEMS,
  0,
  null,
  null,
);
return items.map((item) => ({
  uid: item.id,
  title: item.title,
  start: item.startDate.nativeTime / 1e6,
  answer: item.getAttendees().map((who) => who.participationStatus).join(" "),
}));
