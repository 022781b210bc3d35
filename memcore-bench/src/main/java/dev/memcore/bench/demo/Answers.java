package dev.memcore.bench.demo;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Recalled;
import dev.memcore.bench.harness.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the questions of the stories, and shows what is recalled and why. */
final class Answers {
    private static final int SHOWN = 2;
    private static final int WIDTH = 96;

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
        return store.in(story.scope())
                .recall(MemoryQuery.of(ask.text()).withLimit(SHOWN))
                .hits();
    }

    private void show(Recalled hit, Story.Ask ask) {
        Memory memory = hit.memory();
        String speaker = memory.observation().speaker();
        String mark = ask.isAnsweredBy(memory) ? " <- evidence" : "";
        out.line("   %d. %s", hit.rank(), cut((speaker == null ? "" : speaker + ": ") + memory.text()));
        out.line(out.dim("      " + memory.session() + ", score " + rounded(hit.score()) + " = " + hit.why()) + mark);
    }

    private static String rounded(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /** The text in one line of limited width. */
    static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3).stripTrailing() + "...";
    }
}
