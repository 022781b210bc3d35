package dev.memcore.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;

/** Writes HTML: markup as it is, and texts escaped. For one thread. */
final class Markup {
    /** Fields that the page shows in another place. */
    private static final Set<String> SHOWN = Set.of("op", "id", "scope", "text");

    private final Writer out;

    Markup(Writer out) {
        this.out = out;
    }

    /** Writes markup. Never give it a text of a store. */
    Markup raw(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Writes a text. */
    Markup text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        return this;
    }

    private void character(char unit) throws IOException {
        switch (unit) {
            case '<' -> out.write("&lt;");
            case '>' -> out.write("&gt;");
            case '&' -> out.write("&amp;");
            case '"' -> out.write("&quot;");
            case '\'' -> out.write("&#39;");
            case '\n', '\t' -> out.write(unit);
            default -> out.write(Character.isISOControl(unit) ? '\uFFFD' : unit); // not allowed in HTML
        }
    }

    /** Writes a text whose direction does not influence its surroundings. */
    Markup isolated(String text) throws IOException {
        return raw("<bdi>").text(text).raw("</bdi>");
    }

    /** Writes the fields of an operation as a list of names and values, without those that are shown elsewhere. */
    Markup fields(JsonNode operation) throws IOException {
        raw("<dl class=\"about\">");
        for (Map.Entry<String, JsonNode> field : operation.properties()) {
            if (field.getKey().equals("memory")) {
                for (Map.Entry<String, JsonNode> part : field.getValue().properties()) {
                    field(part.getKey(), part.getValue());
                }
            } else {
                field(field.getKey(), field.getValue());
            }
        }
        return raw("</dl>");
    }

    private void field(String name, JsonNode value) throws IOException {
        if (!SHOWN.contains(name)) {
            raw("<dt>").text(name).raw("</dt><dd dir=\"auto\">");
            text(value.isTextual() ? value.textValue() : value.toString()).raw("</dd>");
        }
    }
}
