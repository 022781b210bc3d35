package dev.memcore.bench.demo;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.Signal;
import dev.memcore.bench.harness.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the questions of the stories, and shows the recalled memories and their signals. */
final class Answers {
    private static final int SHOWN = 2;
    private static final int WIDTH = 92;
    private static final int LINES = 4;

    private final MemoryManager store;
    private final Terminal out;

    Answers(MemoryManager store, Terminal out) {
        this.store = store;
        this.out = out;
    }

    /** Asks and shows all questions of a story. */
    void show(Story story) {
        for (Story.Ask ask : story.questions()) {
            out.line("   " + out.bold(ask.text()) + out.dim("  (" + story.scope() + ")"));
            for (Recalled hit : recall(story, ask)) {
                show(hit, ask);
            }
            out.line();
        }
    }

    /** The ids that each question of a story recalls, best first. */
    List<List<MemoryId>> ids(Story story) {
        List<List<MemoryId>> ids = new ArrayList<>();
        for (Story.Ask ask : story.questions()) {
            ids.add(recall(story, ask).stream().map(hit -> hit.memory().id()).toList());
        }
        return ids;
    }

    private List<Recalled> recall(Story story, Story.Ask ask) {
        // The tail offers all its memories as candidates, the index only the best. So equal answers require the same
        // state.
        store.awaitIndexed();
        return store.space(story.scope())
                .recall(MemoryQuery.of(ask.text()).withLimit(SHOWN))
                .hits();
    }

    private void show(Recalled hit, Story.Ask ask) {
        Memory memory = hit.memory();
        String speaker = memory.observation().speaker();
        List<String> lines = wrapped((speaker == null ? "" : speaker + ": ") + memory.text());
        out.line("   %d. %s", hit.rank(), lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.line("      " + line));
        String evidence = ask.isAnsweredBy(memory) ? "evidence, " : "";
        out.line(out.dim("      " + evidence + memory.session() + String.format(Locale.ROOT, ", %.3f = ", hit.score())
                + decisive(hit).why()));
    }

    /** Removes the signals that contribute nothing to the score. */
    private static Recalled decisive(Recalled hit) {
        List<Signal> signals =
                hit.signals().stream().filter(signal -> signal.share() > 0).toList();
        return hit.withScore(hit.score(), signals);
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
