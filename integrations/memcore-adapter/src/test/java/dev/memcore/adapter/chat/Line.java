package dev.memcore.adapter.chat;

import dev.memcore.api.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A trivial message of no framework. Two objects with the same content are not equal, as in some frameworks. */
final class Line {
    private final @Nullable Role role;
    private final String text;
    private final List<@Nullable String> ids;

    Line(@Nullable Role role, String text, @Nullable String... ids) {
        this.role = role;
        this.text = text;
        this.ids = Arrays.asList(ids);
    }

    static Line user(String text) {
        return new Line(Role.USER, text);
    }

    static Line answer(String text) {
        return new Line(Role.ASSISTANT, text);
    }

    static Line instruction(String text) {
        return new Line(Role.SYSTEM, text);
    }

    static Line call(@Nullable String... ids) {
        return new Line(Role.ASSISTANT, "", ids);
    }

    static Line result(@Nullable String... ids) {
        return new Line(Role.TOOL, "result", ids);
    }

    static List<Line> users(String... texts) {
        return Arrays.stream(texts).map(Line::user).toList();
    }

    /** What the lines say, in one text. */
    static String said(List<Line> lines) {
        return String.join(" | ", lines.stream().map(Line::toString).toList());
    }

    @Nullable
    Role role() {
        return role;
    }

    String text() {
        return text;
    }

    List<@Nullable String> ids() {
        return ids;
    }

    /** For example {@code USER:hello}, or {@code TOOL:result[a, b]}. */
    @Override
    public String toString() {
        return Objects.toString(role) + ":" + text + (ids.isEmpty() ? "" : ids);
    }
}
