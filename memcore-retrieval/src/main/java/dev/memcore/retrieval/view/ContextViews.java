package dev.memcore.retrieval.view;

import dev.memcore.api.Memory;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.View.Passage;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import dev.memcore.spi.ViewSpec.Dense;
import dev.memcore.spi.ViewSpec.Terms;
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
 * <li>{@code ngrams}: the speaker, the text and the search keys. Searched by character n-grams, which match inflected words, parts of
 * compounds, misspelt words and parts of identifiers in any language.
 * </ul>
 *
 * <p>A memory with a blank text can only have the last two views.
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

    /** The name of the view of the text and the search keys by their character n-grams. */
    public static final String NGRAMS = "ngrams";

    /**
     * The weight of the text's own words in the context view. They must outweigh the words of adjacent turns, whose
     * weight is 1.
     */
    private static final int OWN_WEIGHT = 3;

    @Override
    public String id() {
        return "context-views-5";
    }

    @Override
    public List<ViewSpec> specs() {
        return List.of(
                new ViewSpec(CONTENT, Terms.WORDS, Dense.SEARCHED),
                new ViewSpec(CONTEXT, Terms.WORDS, Dense.NONE),
                new ViewSpec(PAIR, Terms.NONE, Dense.COMPARED),
                new ViewSpec(KEYS, Terms.WORDS, Dense.COMPARED),
                new ViewSpec(NGRAMS, Terms.NGRAMS, Dense.NONE));
    }

    @Override
    public List<View> views(Memory memory, Neighbours neighbours) {
        List<View> views = memory.text().isBlank() ? new ArrayList<>() : ofText(memory, neighbours);
        List<Passage> keys = memory.observation().searchKeys().texts().stream()
                .map(text -> new Passage(text, 1))
                .toList();
        if (!keys.isEmpty()) {
            views.add(new View(KEYS, keys));
        }
        List<Passage> all = new ArrayList<>(keys);
        if (!memory.text().isBlank()) {
            all.addFirst(new Passage(spoken(memory), 1));
        }
        if (!all.isEmpty()) {
            views.add(new View(NGRAMS, all));
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
