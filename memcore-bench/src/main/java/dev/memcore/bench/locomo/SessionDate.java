package dev.memcore.bench.locomo;

import dev.memcore.api.EventTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses dates in formats that people and programs use: {@code 1:56 pm on 8 May, 2023}, {@code 2023/05/20 (Sat) 02:21},
 * {@code May 8th 2023}, {@code 2023-05-08T13:56:00Z}, {@code May 2023}. Without a zone, UTC is meant; 3/4/2023 is March
 * 4. Text in other formats gives no date and no error.
 *
 * <p>It first finds and removes the time of day. Then it drops words without information, and tries a few patterns on
 * the rest.
 */
final class SessionDate {
    private static final Pattern TIME =
            Pattern.compile("\\b(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2})(?:\\.\\d+)?)?\\s*([ap])\\.?m\\b\\.?"
                    + "|\\b(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\b");
    private static final Pattern NOISE =
            Pattern.compile("\\((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\)"
                    + "|\\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b"
                    + "|\\b(?:on|at|the|of|utc|gmt|date|time)\\b|[,;()\\[\\]]");
    private static final Pattern ORDINAL = Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)\\b");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[tT ](\\d{2}:\\d{2}.*)");

    private static final List<DateTimeFormatter> DAYS = formats(
            "d MMMM uuuu",
            "d MMM uuuu",
            "MMMM d uuuu",
            "MMM d uuuu",
            "uuuu MMMM d",
            "uuuu MMM d",
            "uuuu-M-d",
            "uuuu/M/d",
            "uuuu.M.d",
            "uuuuMMdd",
            "M/d/uuuu",
            "d.M.uuuu",
            "d-M-uuuu",
            "d-MMM-uuuu",
            "d-MMMM-uuuu");
    private static final List<DateTimeFormatter> MONTHS =
            formats("MMMM uuuu", "MMM uuuu", "uuuu MMMM", "uuuu-M", "uuuu/M", "M/uuuu");

    private SessionDate() {}

    static Optional<EventTime> parse(String text) {
        try {
            return Optional.ofNullable(understood(text.strip()));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable EventTime understood(String text) {
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return EventTime.at(text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
        }
        EventTime exact = withOffset(text);
        if (exact != null) {
            return exact;
        }
        Matcher iso = ISO.matcher(text);
        String rest = (iso.matches() ? iso.group(1) + " " + iso.group(2) : text).toLowerCase(Locale.ENGLISH);
        LocalTime time = null;
        Matcher matcher = TIME.matcher(rest);
        if (matcher.find()) {
            time = time(matcher);
            rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
        }
        rest = NOISE.matcher(rest).replaceAll(" ");
        rest = ORDINAL.matcher(rest).replaceAll("$1");
        rest = rest.replace("sept ", "sep ").replaceAll("\\s+", " ").strip();
        return time == null ? period(rest) : moment(rest, time);
    }

    private static @Nullable EventTime withOffset(String text) {
        try {
            return EventTime.from(
                    OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant(), Duration.ofSeconds(1));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalTime time(Matcher matcher) {
        boolean half = matcher.group(4) != null;
        int hour = Integer.parseInt(matcher.group(half ? 1 : 5));
        String minute = matcher.group(half ? 2 : 6);
        if (half) {
            hour = hour % 12 + (matcher.group(4).equals("p") ? 12 : 0);
        }
        return LocalTime.of(hour, minute == null ? 0 : Integer.parseInt(minute));
    }

    private static @Nullable EventTime moment(String date, LocalTime time) {
        LocalDate day = first(DAYS, date, LocalDate::parse);
        return day == null ? null : EventTime.from(day.atTime(time).toInstant(ZoneOffset.UTC), Duration.ofMinutes(1));
    }

    private static @Nullable EventTime period(String date) {
        LocalDate day = first(DAYS, date, LocalDate::parse);
        if (day != null) {
            return interval(day, Period.ofDays(1));
        }
        YearMonth month = first(MONTHS, date, YearMonth::parse);
        if (month != null) {
            return interval(month.atDay(1), Period.ofMonths(1));
        }
        return date.matches("\\d{4}") ? interval(Year.parse(date).atDay(1), Period.ofYears(1)) : null;
    }

    private static EventTime interval(LocalDate start, Period length) {
        return new EventTime(
                start.atStartOfDay(ZoneOffset.UTC).toInstant(),
                start.plus(length).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private interface Parser<T> {
        T parse(String text, DateTimeFormatter format);
    }

    private static <T> @Nullable T first(List<DateTimeFormatter> formats, String text, Parser<T> parser) {
        for (DateTimeFormatter format : formats) {
            try {
                return parser.parse(text, format);
            } catch (DateTimeException e) {
                // The next pattern may fit.
            }
        }
        return null;
    }

    private static List<DateTimeFormatter> formats(String... patterns) {
        return List.of(patterns).stream()
                .map(pattern -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern)
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }
}
