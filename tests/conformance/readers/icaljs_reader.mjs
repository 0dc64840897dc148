// Read a calendar file from standard input with ical.js, strictly; print what it says.
// ical.js is the reader of Thunderbird and Nextcloud. It believes the VTIMEZONE.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const text = (entry, name) => entry.getFirstPropertyValue(name) ?? "";
const instant = (entry, name) => {
  const time = entry.getFirstPropertyValue(name);
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${name} floats`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "+00:00");
};
const address = (property) =>
  property.getFirstValue().toLowerCase().replace(/^mailto:/, "");

console.log(
  JSON.stringify({
    method: calendar.getFirstPropertyValue("method"),
    entries: calendar.getAllSubcomponents("vevent").map((entry) => {
      if (!entry.getFirstPropertyValue("dtstamp")) throw new Error("no DTSTAMP");
      return {
        uid: text(entry, "uid"),
        sequence: entry.getFirstPropertyValue("sequence"),
        start: instant(entry, "dtstart"),
        end: instant(entry, "dtend"),
        summary: text(entry, "summary"),
        location: text(entry, "location"),
        description: text(entry, "description"),
        status: text(entry, "status"),
        organizer: address(entry.getFirstProperty("organizer")),
        attendees: entry.getAllProperties("attendee").map(address),
      };
    }),
  }),
);
