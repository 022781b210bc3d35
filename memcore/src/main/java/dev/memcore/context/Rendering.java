package dev.memcore.context;

import dev.memcore.api.context.ContextFormat;
import dev.memcore.api.context.ContextOrder;
import dev.memcore.api.context.ContextSection;
import java.util.Locale;

/**
 * Renders sections and lines. A text never looks like the structure around it: in plain text and Markdown, the further
 * lines of a text are indented, and in XML all texts are escaped. Stateless.
 *
 * @param order the order of the memories, which their title names if it is by time
 */
record Rendering(ContextFormat format, ContextOrder order) {
    private static final String INDENT = "\n    ";

    /**
     * The parts of a line before its text.
     *
     * @param number the number that cites the line; 0: none
     * @param date the day under which the line stands, such as "2026-03-14"; empty: none
     * @param source who said it, or the name of a block or the key of a fact; empty: not shown
     */
    record Label(int number, String date, String source) {}

    /** Returns what stands before the lines of a section, with a line break; empty if nothing does. */
    String opening(ContextSection section) {
        return switch (format) {
            case TEXT -> section == ContextSection.INSTRUCTIONS ? "" : title(section) + ":\n";
            case MARKDOWN -> section == ContextSection.INSTRUCTIONS ? "" : "## " + title(section) + "\n\n";
            case XML -> "<" + element(section) + attribute(section) + ">\n";
        };
    }

    private String attribute(ContextSection section) {
        String shown = orderOf(section);
        return shown.isEmpty() ? "" : " order=\"" + shown + "\"";
    }

    private String orderOf(ContextSection section) {
        if (section != ContextSection.MEMORIES) {
            return "";
        }
        return switch (order) {
            case TIME -> "oldest first";
            case NEWEST -> "newest first";
            case QUESTION, DAYS, SCORE, EDGES -> "";
        };
    }

    /** Returns what stands after the lines of a section; empty if nothing does. */
    String closing(ContextSection section) {
        return format == ContextFormat.XML ? "</" + element(section) + ">\n" : "";
    }

    /** Returns a line with its line break. */
    String line(ContextSection section, Label label, String text) {
        if (section == ContextSection.INSTRUCTIONS) {
            return (format == ContextFormat.XML ? escaped(text) : text) + "\n";
        }
        return format == ContextFormat.XML ? element(label, text) : plain(label, text);
    }

    /** Returns what stands before the lines of a day. */
    String day(String date) {
        return format == ContextFormat.XML ? "<day date=\"" + date + "\">\n" : date + "\n";
    }

    /** Returns what stands after the lines of a day. */
    String dayEnd() {
        return format == ContextFormat.XML ? "</day>\n" : "";
    }

    private String plain(Label label, String text) {
        StringBuilder line = new StringBuilder(format == ContextFormat.MARKDOWN ? "- " : "");
        if (label.number() > 0) {
            line.append('[').append(label.number()).append("] ");
        }
        if (!label.source().isEmpty()) {
            line.append(indented(label.source())).append(": ");
        }
        return line.append(indented(text)).append('\n').toString();
    }

    private static String element(Label label, String text) {
        StringBuilder line = new StringBuilder("<item");
        if (label.number() > 0) {
            line.append(" id=\"").append(label.number()).append('"');
        }
        if (!label.source().isEmpty()) {
            line.append(" source=\"").append(escaped(label.source())).append('"');
        }
        return line.append('>').append(escaped(text)).append("</item>\n").toString();
    }

    private static String indented(String text) {
        return text.strip().replaceAll("\\R", INDENT);
    }

    private String title(ContextSection section) {
        String name = section.name();
        String shown = orderOf(section);
        return name.charAt(0)
                + name.substring(1).toLowerCase(Locale.ROOT)
                + (shown.isEmpty() ? "" : " (" + shown + ")");
    }

    private static String element(ContextSection section) {
        return section.name().toLowerCase(Locale.ROOT);
    }

    /** Escapes the characters that XML uses, and leaves out those that it does not allow. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (isAllowed(c)) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Whether XML 1.0 allows a character (section 2.2). */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xFFFE)
                || c > 0xFFFF;
    }
}
