package dev.memcore.bench.demo;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Asks the questions of the stories, and shows the prompts that a model would see. */
final class Answers {
    private static final int BUDGET = 160;
    private static final int WIDTH = 92;
    private static final int LINES = 4;

    private final MemoryManager store;
    private final Terminal out;

    Answers(MemoryManager store, Terminal out) {
        this.store = store;
        this.out = out;
    }

    /** Asks all questions of a story, and shows their prompts. */
    void show(Story story) {
        for (Story.Ask ask : story.questions()) {
            out.line("   " + out.bold(ask.text()) + out.dim("  (" + story.scope() + ")"));
            Context context = context(story, ask);
            context.text().lines().filter(line -> !line.isBlank()).forEach(this::show);
            out.line(out.dim("      " + context.tokens() + " tokens of at most " + BUDGET));
            out.line();
        }
    }

    private void show(String line) {
        List<String> lines = wrapped(line);
        out.line("      " + lines.getFirst());
        lines.stream().skip(1).forEach(further -> out.line("          " + further));
    }

    /** Returns the prompt of each question of a story, on one line. */
    List<String> prompts(Story story) {
        List<String> prompts = new ArrayList<>();
        for (Story.Ask ask : story.questions()) {
            prompts.add(context(story, ask).text().replace("\n", "\\n"));
        }
        return prompts;
    }

    private Context context(Story story, Story.Ask ask) {
        // The tail offers all its memories as candidates, the index only the best. So equal answers require the same
        // state.
        store.awaitIndexed();
        return store.space(story.scope()).context(ContextRequest.of(ask.text(), BUDGET));
    }

    /** The beginning of a text in a few lines of limited width. */
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        if (lines.size() > LINES) {
            lines.set(LINES - 1, lines.get(LINES - 1) + " ...");
        }
        return lines.subList(0, Math.min(LINES, lines.size()));
    }
}
