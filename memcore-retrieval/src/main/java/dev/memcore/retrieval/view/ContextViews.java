package dev.memcore.retrieval.view;

import dev.memcore.api.Memory;
import dev.memcore.api.SearchKeys;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.View.Passage;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import dev.memcore.spi.ViewSpec.Dense;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The default views. A turn of a conversation often does not name its subject, but adjacent turns do. No view contains
 * the day of the event, because the day depends on the time zone of the question; it is a separate signal.
 *
 * <ul>
 * <li>{@code content}: the speaker and the text. Searched by words and by meaning.
 * <li>{@code context}: the same with triple weight (if there are adjacent turns), then the turn before and the turn
 * after. Searched by words. On LoCoMo the largest single gain of all (docs/research/results.md).
 * <li>{@code pair}: the turn before and this turn. Compared by meaning.
 * <li>{@code keys}: the {@linkplain dev.memcore.api.SearchKeys search keys}, all lists; only of a memory that has some.
 * Searched by words, compared by meaning.
 * </ul>
 *
 * <p>A memory with a blank text can only have the last view.
 */
public final class ContextViews implements ViewBuilder {
    /** The name of the view of the text alone. */
    public static final String CONTENT = "content";

    /** The name of the view of the text among its neighbours. */
    public static final String CONTEXT = "context";

    /** The name of the view of the text and the turn before it. */
    public static final String PAIR = "pair";

    /** The name of the view of the search keys. */
    public static final String KEYS = "keys";

    /**
     * The weight of the text's own words in the context view. They must outweigh the words of adjacent turns, whose
     * weight is 1.
     */
    private static final int OWN_WEIGHT = 3;

    @Override
    public String id() {
        return "context-views-4";
    }

    @Override
    public List<ViewSpec> specs() {
        return List.of(
                new ViewSpec(CONTENT, true, Dense.SEARCHED),
                new ViewSpec(CONTEXT, true, Dense.NONE),
                new ViewSpec(PAIR, false, Dense.COMPARED),
                new ViewSpec(KEYS, true, Dense.COMPARED));
    }

    @Override
    public List<View> views(Memory memory, Neighbours neighbours) {
        List<View> views = memory.text().isBlank() ? new ArrayList<>() : ofText(memory, neighbours);
        SearchKeys keys = memory.observation().searchKeys();
        if (!keys.isEmpty()) {
            views.add(new View(
                    KEYS,
                    keys.texts().stream().map(text -> new Passage(text, 1)).toList()));
        }
        return views;
    }

    private static List<View> ofText(Memory memory, Neighbours neighbours) {
        String own = spoken(memory);
        Memory previous = neighbours.previous();
        List<Passage> context = new ArrayList<>();
        boolean alone = previous == null && neighbours.next() == null;
        context.add(new Passage(own, alone ? 1 : OWN_WEIGHT));
        add(context, previous);
        add(context, neighbours.next());
        List<Passage> pair = new ArrayList<>();
        add(pair, previous);
        pair.add(new Passage(own, 1));
        return new ArrayList<>(List.of(
                new View(CONTENT, List.of(new Passage(own, 1))), new View(CONTEXT, context), new View(PAIR, pair)));
    }

    private static void add(List<Passage> passages, @Nullable Memory neighbour) {
        if (neighbour != null) {
            passages.add(new Passage(spoken(neighbour), 1));
        }
    }

    private static String spoken(Memory memory) {
        String speaker = memory.observation().speaker();
        return speaker == null ? memory.text() : speaker + ": " + memory.text();
    }
}
