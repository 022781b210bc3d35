package dev.memcore.audit;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of an audit log: a JSON object. */
final class AuditLine {
    private static final Pattern ID =
            Pattern.compile("\"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"");

    private final StringBuilder json = new StringBuilder("{");

    AuditLine(Instant at, String event, Scope reader) {
        text("at", at.toString());
        text("event", event);
        text("tenant", reader.tenant());
        text("user", reader.user());
        text("agent", reader.agent());
    }

    /** Adds a member. Leaves it out if the value is null. */
    AuditLine text(String name, @Nullable String value) {
        if (value != null) {
            member(name);
            quote(value);
        }
        return this;
    }

    AuditLine ids(Collection<MemoryId> ids) {
        member("ids");
        json.append(ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    String end() {
        return json + "}";
    }

    private void member(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(name);
        json.append(':');
    }

    /** Everything outside of printable ASCII is escaped, so that no reader of lines can be confused. */
    private void quote(String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Whether a line contains one of the ids. */
    static boolean mentions(String line, Predicate<MemoryId> ids) {
        return ID.matcher(line).results().anyMatch(found -> ids.test(MemoryId.parse(found.group(1))));
    }
}
