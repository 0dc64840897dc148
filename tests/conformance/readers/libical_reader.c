/* Read a calendar file from standard input with libical; print what it says.
 *
 * It first asks libical whether the file keeps the rules of its method (iTIP,
 * RFC 5546): each fault is a line on standard error, and the exit status is 1.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static void print_text(const char *text)
{
    putchar('"');
    for (const unsigned char *c = (const unsigned char *)(text ? text : ""); *c; c++) {
        if (*c == '"' || *c == '\\')
            printf("\\%c", *c);
        else if (*c < 0x20)
            printf("\\u%04x", *c);
        else
            putchar(*c);
    }
    putchar('"');
}

static void print_address(const char *uri)
{
    char lower[512];
    size_t n = 0;
    if (uri && strncasecmp(uri, "mailto:", 7) == 0)
        uri += 7;
    for (; uri && uri[n] && n < sizeof lower - 1; n++)
        lower[n] = uri[n] >= 'A' && uri[n] <= 'Z' ? uri[n] + 32 : uri[n];
    lower[n] = 0;
    print_text(lower);
}

static void print_instant(icalcomponent *calendar, icalcomponent *entry,
                          icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(entry, kind);
    struct icaltimetype time = kind == ICAL_DTSTART_PROPERTY
                                   ? icalproperty_get_dtstart(property)
                                   : icalproperty_get_dtend(property);
    icalparameter *named = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    icaltimezone *zone = icaltimezone_get_utc_timezone();
    if (named) {
        zone = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(named));
        if (!zone) {
            fprintf(stderr, "no definition of %s\n", icalparameter_get_tzid(named));
            exit(1);
        }
    } else if (!icaltime_is_utc(time)) {
        fprintf(stderr, "a time without a zone\n");
        exit(1);
    }
    time_t seconds = icaltime_as_timet_with_zone(time, zone);
    char written[40];
    strftime(written, sizeof written, "%Y-%m-%dT%H:%M:%S+00:00", gmtime(&seconds));
    print_text(written);
}

static int count_faults(icalcomponent *component)
{
    int faults = 0;
    for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
         p; p = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        fprintf(stderr, "%s\n", icalproperty_get_xlicerror(p));
        faults++;
    }
    for (icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
         part; part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        faults += count_faults(part);
    return faults;
}

static void print_entry(icalcomponent *calendar, icalcomponent *entry)
{
    const char *mark = "";
    icalproperty *status = icalcomponent_get_first_property(entry, ICAL_STATUS_PROPERTY);
    printf("{\"uid\":");
    print_text(icalcomponent_get_uid(entry));
    printf(",\"sequence\":%d,\"start\":", icalcomponent_get_sequence(entry));
    print_instant(calendar, entry, ICAL_DTSTART_PROPERTY);
    printf(",\"end\":");
    print_instant(calendar, entry, ICAL_DTEND_PROPERTY);
    printf(",\"summary\":");
    print_text(icalcomponent_get_summary(entry));
    printf(",\"location\":");
    print_text(icalcomponent_get_location(entry));
    printf(",\"description\":");
    print_text(icalcomponent_get_description(entry));
    printf(",\"status\":");
    print_text(status ? icalproperty_get_value_as_string(status) : "");
    printf(",\"organizer\":");
    print_address(icalproperty_get_organizer(
        icalcomponent_get_first_property(entry, ICAL_ORGANIZER_PROPERTY)));
    printf(",\"attendees\":[");
    for (icalproperty *p = icalcomponent_get_first_property(entry, ICAL_ATTENDEE_PROPERTY);
         p; p = icalcomponent_get_next_property(entry, ICAL_ATTENDEE_PROPERTY)) {
        printf("%s", mark);
        print_address(icalproperty_get_attendee(p));
        mark = ",";
    }
    printf("]}");
}

int main(void)
{
    static char content[8 << 20];
    size_t length = fread(content, 1, sizeof content - 1, stdin);
    content[length] = 0;
    icalcomponent *calendar = icalparser_parse_string(content);
    if (!calendar) {
        fprintf(stderr, "not a calendar\n");
        return 1;
    }
    icalrestriction_check(calendar);
    if (count_faults(calendar))
        return 1;
    const char *mark = "";
    printf("{\"method\":");
    print_text(icalproperty_method_to_string(icalcomponent_get_method(calendar)));
    printf(",\"entries\":[");
    for (icalcomponent *entry = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         entry; entry = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        printf("%s", mark);
        print_entry(calendar, entry);
        mark = ",";
    }
    printf("]}\n");
    icalcomponent_free(calendar);
    return 0;
}
