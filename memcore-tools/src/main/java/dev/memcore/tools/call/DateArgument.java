package dev.memcore.tools.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A date in an argument, in ISO 8601: a day, or a time of a day with or without an offset. */
public final class DateArgument {
    /** How a description names the format. */
    public static final String FORMAT = "YYYY-MM-DD or YYYY-MM-DDTHH:MM";

    private static final int DAY_CHARS = 10;
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private final ToolInput input;
    private final ZoneId zone;

    /** Creates a reader of dates; the zone applies to dates without an offset. */
    public DateArgument(ToolInput input, ZoneId zone) {
        this.input = input;
        this.zone = zone;
    }

    /** Returns the start of the day or minute, or empty if the call does not have the argument. */
    public Optional<Instant> start(String name) {
        return input.optionalText(name).map(text -> parse(name, text.strip(), 0));
    }

    /** Returns the end of the day, or the end of the minute, exclusive; empty if the call does not have the argument. */
    public Optional<Instant> end(String name) {
        return input.optionalText(name).map(text -> parse(name, text.strip(), 1));
    }

    private Instant parse(String name, String text, int units) {
        try {
            Instant parsed = text.length() == DAY_CHARS
                    ? LocalDate.parse(text).plusDays(units).atStartOfDay(zone).toInstant()
                    : moment(text).plusSeconds(60L * units);
            if (!parsed.isBefore(EARLIEST) && !parsed.isAfter(LATEST)) {
                return parsed;
            }
        } catch (DateTimeException e) {
            // The message below says what is allowed.
        }
        throw new ToolFailure(
                "Argument '" + name + "' must be a date as " + FORMAT + ", but is " + ShownValue.of(text) + ".");
    }

    private Instant moment(String text) {
        int time = text.indexOf('T');
        boolean hasOffset =
                time >= 0 && (text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0);
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
