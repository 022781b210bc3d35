package dev.memcore.bench.agent;

import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextSection;
import dev.memcore.cli.console.Terminal;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.tools.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prints what happens and keeps the lines. Ids of memories are replaced by numbers in the order of appearance. */
final class Transcript {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The most memories of a context that are printed. */
    private static final int MEMORIES = 3;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    Transcript(Terminal terminal) {
        this.terminal = terminal;
    }

    void heading(String text) {
        line("");
        line("== " + text + " ==");
    }

    void said(String who, String text) {
        line("");
        line(who + ": " + text.replace("\n", "\n    "));
    }

    void note(String text) {
        line("  (" + text + ")");
    }

    /** Prints the facts and the first memories of a context. The other sections repeat what the transcript has already. */
    void context(Context context) {
        int memories = 0;
        for (ContextLine line : context.lines()) {
            boolean memory = line.section() == ContextSection.MEMORIES;
            memories += memory ? 1 : 0;
            if (line.section() == ContextSection.FACTS || (memory && memories <= MEMORIES)) {
                line("  | " + line.section().name().toLowerCase(Locale.ROOT) + " [" + line.number() + "] "
                        + line.text());
            }
        }
        if (memories > MEMORIES) {
            line("  | and more memories");
        }
    }

    void call(ModelToolCall call, ToolResult result) {
        line("  > " + call.name() + " " + call.arguments());
        line("  " + (result.error() ? "! " : "< ") + result.text().replace("\n", "\n    "));
    }

    private void line(String text) {
        String shown = ID.matcher(text).replaceAll(found -> {
            if (!ids.contains(found.group())) {
                ids.add(found.group());
            }
            return "#" + (ids.indexOf(found.group()) + 1);
        });
        lines.add(shown);
        terminal.line(shown);
    }

    /** Returns all lines. */
    String text() {
        return String.join("\n", lines) + "\n";
    }
}
