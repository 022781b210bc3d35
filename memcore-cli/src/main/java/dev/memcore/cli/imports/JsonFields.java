package dev.memcore.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields of foreign JSON. An absent field, a null and a value of another type all read as null. */
final class JsonFields {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(253_402_300_799L); // the end of the year 9999, in seconds

    /** The forms of times that the systems write. A time without a zone is in UTC. */
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private JsonFields() {}

    /** Returns a text that is not blank. */
    static @Nullable String text(JsonNode object, String field) {
        String value = object.path(field).textValue();
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * Returns a time: a text in ISO 8601, with a blank instead of the T if need be, or a number of seconds since 1970.
     *
     * @throws IllegalArgumentException if the field has a value that is neither
     */
    static @Nullable Instant time(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isNumber()) {
            return seconds(field, value.decimalValue());
        }
        String text = text(object, field);
        return text == null ? null : iso(field, text);
    }

    private static Instant seconds(String field, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(LATEST) > 0) {
            throw new IllegalArgumentException(field + " is not a number of seconds since 1970: " + value);
        }
        return Instant.ofEpochMilli(value.multiply(MILLIS).longValue());
    }

    private static Instant iso(String field, String text) {
        String iso = text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(iso);
            } catch (DateTimeException e) {
                // not in this form
            }
        }
        throw new IllegalArgumentException(field + " is not a time in ISO 8601: " + text);
    }

    /** Returns the first of some times that is known. */
    static @Nullable Instant first(@Nullable Instant... times) {
        for (Instant time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
