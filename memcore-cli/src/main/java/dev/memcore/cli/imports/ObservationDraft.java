package dev.memcore.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An observation with what another system knew of it. The attributes have the name of the format as their prefix. */
final class ObservationDraft {
    private final String format;
    private final Observation.Builder builder;

    ObservationDraft(String format, String text) {
        this.format = format;
        this.builder = Observation.builder(text).source(format);
    }

    /** The builder, for what has no method here. */
    Observation.Builder builder() {
        return builder;
    }

    /** Sets the original id, as an attribute and as the idempotency key. An id that is no name is replaced by its digest in the key. */
    ObservationDraft id(String id) {
        attribute("id", id);
        return key(id);
    }

    /** Sets the idempotency key only. */
    ObservationDraft key(String id) {
        String key = format + ":" + id;
        builder.idempotencyKey(isName(key) ? key : format + ":" + digest(id));
        return this;
    }

    /** Sets a text attribute, if there is a value. It is cut to the longest attribute that a store accepts. */
    ObservationDraft attribute(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            builder.attribute(format + "." + name, start(value));
        }
        return this;
    }

    /** Sets an attribute that is a moment, if there is one. */
    ObservationDraft moment(String name, @Nullable Instant value) {
        if (value != null) {
            builder.attribute(format + "." + name, value);
        }
        return this;
    }

    /** Sets an attribute to a JSON value: a scalar keeps its type, null is ignored, anything else is kept as JSON. */
    ObservationDraft json(String name, JsonNode value) {
        String full = format + "." + name;
        switch (value.getNodeType()) {
            case BOOLEAN -> builder.attribute(full, value.booleanValue());
            case NUMBER -> number(full, value);
            case NULL, MISSING -> {}
            case STRING -> attribute(name, value.textValue());
            default -> attribute(name, value.toString());
        }
        return this;
    }

    private void number(String full, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            builder.attribute(full, value.longValue());
        } else {
            builder.attribute(full, value.doubleValue());
        }
    }

    /** Builds the memory. */
    ForeignMemory of(@Nullable String user) {
        return new ForeignMemory(user, builder.build());
    }

    private static String start(String value) {
        int most = Limits.ofDefaults().attributeChars();
        if (value.length() <= most) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean isName(String key) {
        return key.length() <= Arguments.MAX_NAME
                && key.chars().noneMatch(unit -> Character.isISOControl(unit) || Character.isSurrogate((char) unit));
    }

    /** Returns the SHA-256 digest of a text, in hexadecimal digits. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
