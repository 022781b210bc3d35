package dev.memcore.cli.shell.context;

import static dev.memcore.cli.console.Screen.strong;
import static dev.memcore.cli.console.Screen.weak;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.cli.console.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints memories, each in one line or in full. */
public final class MemoryPrinter {
    private static final String INDENT = "   ";
    private static final int EXCERPT = 100;

    private final Screen screen;
    private final ShownMemories shown;

    public MemoryPrinter(ShellContext desk) {
        this.screen = desk.screen();
        this.shown = desk.shown();
    }

    /** Prints a memory in a line: its name, and the beginning of its text. */
    public void brief(Memory memory) {
        brief("", memory);
    }

    /** A memory in a line, behind something else. */
    public void brief(String before, Memory memory) {
        screen.line(before, strong(shown.name(memory.id())), "  ", excerpt(memory.text()), weak(remarks(memory)));
    }

    /** Prints a change: the operation, the memory, and the commit. */
    public void done(String what, Memory memory) {
        screen.line(
                strong(shown.name(memory.id())),
                "  ",
                what,
                weak(": version " + memory.version() + ", commit " + memory.sequence()));
    }

    /** Prints all properties of a memory. */
    public void full(Memory memory) {
        screen.line(strong(shown.number(memory.id())), " ", memory.id());
        text(memory.text());
        screen.line(INDENT, weak(standing(memory)));
        facts(memory).forEach(fact -> screen.line(INDENT, weak(fact)));
        for (Link link : memory.links()) {
            screen.line(INDENT, weak("link "), link(link));
        }
        cause(memory.cause());
    }

    /** Prints a text with all lines indented, so that no line can be mistaken for output of the shell. */
    public void text(String text) {
        text.lines().forEach(line -> screen.line(INDENT, line));
    }

    /** Prints a cause: the actor, the reason, and the evidence. */
    public void cause(Cause cause) {
        String reason = cause.reason() == null ? "" : ": " + cause.reason();
        String evidence = cause.evidence().isEmpty() ? "" : ", from " + names(cause.evidence());
        screen.line(INDENT, weak("by " + cause.actor() + reason + evidence));
    }

    /** A link in words. */
    public String link(Link link) {
        return shown.number(link.from()) + " " + link.type() + " " + shown.number(link.to())
                + String.format(Locale.ROOT, " (%.2f", link.weight())
                + span(", valid", link.validFrom(), link.validTo()) + ")";
    }

    /** Returns the names of memories in one line. */
    String names(Collection<MemoryId> ids) {
        return ids.stream().map(shown::name).collect(Collectors.joining(", "));
    }

    /** The beginning of a text. */
    public static String excerpt(String text) {
        int end = text.offsetByCodePoints(0, Math.min(EXCERPT, text.codePointCount(0, text.length())));
        return end < text.length() ? text.substring(0, end) + "..." : text;
    }

    private static String remarks(Memory memory) {
        Observation seen = memory.observation();
        List<String> remarks = new ArrayList<>();
        remarks.add(seen.kind().name());
        add(remarks, "session ", seen.session());
        add(remarks, "", seen.speaker());
        EventTime time = seen.eventTime();
        add(remarks, "", time == null ? null : time.start().toString());
        add(remarks, "", seen.tier() == Tier.ARCHIVE ? lower(seen.tier()) : null);
        add(remarks, "", memory.status() == Status.ACTIVE ? null : lower(memory.status()));
        add(remarks, "", seen.pinned() ? "pinned" : null);
        return "  (" + String.join(", ", remarks) + ")";
    }

    private static String standing(Memory memory) {
        Observation seen = memory.observation();
        return memory.scope() + ", " + seen.kind() + ", " + lower(seen.tier()) + ", " + lower(memory.status())
                + (seen.pinned() ? ", pinned" : "") + ", version " + memory.version() + ", commit " + memory.sequence()
                + ", created " + memory.createdAt()
                + (memory.recordedAt().equals(memory.createdAt()) ? "" : ", recorded " + memory.recordedAt());
    }

    private List<String> facts(Memory memory) {
        Observation seen = memory.observation();
        List<String> facts = new ArrayList<>();
        add(facts, "session ", seen.session());
        add(facts, "role ", seen.role());
        add(facts, "speaker ", seen.speaker());
        EventTime time = seen.eventTime();
        add(facts, "", time == null ? null : "happened " + time.start() + " to " + time.end());
        add(facts, "", span("valid", seen.validFrom(), seen.validTo()));
        add(facts, "expires ", seen.expiresAt());
        add(facts, "labels ", seen.labels().isEmpty() ? null : seen.labels());
        seen.attributes().forEach((name, value) -> facts.add(name + " = " + attribute(value)));
        seen.searchKeys()
                .lists()
                .forEach((name, texts) -> facts.add("search keys \"" + name + "\": " + String.join(" | ", texts)));
        add(facts, "source ", seen.source());
        facts.add(String.format(
                Locale.ROOT,
                "importance %.2f, confidence %.2f, trust %.2f",
                seen.importance(),
                seen.confidence(),
                seen.trust()));
        add(facts, "derived from ", seen.derivedFrom().isEmpty() ? null : names(seen.derivedFrom()));
        MemoryId replacement = memory.supersededBy();
        add(facts, "superseded by ", replacement == null ? null : shown.name(replacement));
        return facts;
    }

    /** The value of an attribute, as it is shown. */
    public static Object attribute(AttributeValue attribute) {
        return switch (attribute) {
            case AttributeValue.Text(String value) -> value;
            case AttributeValue.Whole(long value) -> value;
            case AttributeValue.Real(double value) -> value;
            case AttributeValue.Flag(boolean value) -> value;
            case AttributeValue.Moment(Instant value) -> value;
        };
    }

    private static void add(List<String> facts, String what, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            facts.add(what + value);
        }
    }

    private static String span(String what, @Nullable Instant from, @Nullable Instant to) {
        return from == null && to == null
                ? ""
                : what + (from == null ? "" : " from " + from) + (to == null ? "" : " until " + to);
    }

    /** A constant's name in small letters. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
