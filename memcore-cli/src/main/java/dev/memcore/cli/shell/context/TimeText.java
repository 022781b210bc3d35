package dev.memcore.cli.shell.context;

import dev.memcore.api.EventTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Parses times in ISO 8601, in UTC unless they have another zone. */
public final class TimeText {
    private static final List<Function<String, Instant>> MOMENTS = List.of(
            Instant::parse,
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> startOf(LocalDate.parse(text)));

    private static final List<Function<String, EventTime>> EVENTS = List.of(
            text -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1)),
            text -> days(
                    YearMonth.parse(text).atDay(1),
                    YearMonth.parse(text).plusMonths(1).atDay(1)),
            text -> days(
                    Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1)),
            text -> EventTime.at(moment(text)));

    private TimeText() {}

    /** A moment; of a day, its start. */
    public static Instant moment(String text) {
        return first(MOMENTS, text, "a moment, as 2026-03-01, 2026-03-01T07:10 or 2026-03-01T07:10:00Z");
    }

    /** When something happened: a year, a month, a day, or a moment. */
    public static EventTime event(String text) {
        return first(EVENTS, text, "a time, as 2026, 2026-03, 2026-03-01 or 2026-03-01T07:10:00Z");
    }

    private static <T> T first(List<Function<String, T>> forms, String text, String wanted) {
        for (Function<String, T> form : forms) {
            T time = read(form, text);
            if (time != null) {
                return time;
            }
        }
        throw new TypeConversionException("'" + text + "' is not " + wanted);
    }

    private static <T> @Nullable T read(Function<String, T> form, String text) {
        try {
            return form.apply(text);
        } catch (DateTimeException | TypeConversionException e) {
            return null;
        }
    }

    private static EventTime days(LocalDate first, LocalDate end) {
        return new EventTime(startOf(first), startOf(end));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
