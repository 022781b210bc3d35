package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.ViewSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The views that a query is put to. A view that few memories have, as that of the search keys, costs nothing where the reader sees no
 * memory that has it, and leaves no trace in the signals: not even of the fact that others have some.
 */
public final class KeyedViews {
    private KeyedViews() {}

    /** The lexical views that the reader sees anything of. */
    public static List<String> lexical(Projector projector, Visible visible) {
        return projector.lexicalViews().stream()
                .filter(view -> isSeen(view, visible))
                .toList();
    }

    /** What compares the query's vector, for each dense view but those whose words are searched too and of which the reader sees nothing. */
    public static List<SignalSource> dense(Projector projector, Visible visible, byte[] query) {
        List<SignalSource> sources = new ArrayList<>();
        Map<String, SignalSource> made = new HashMap<>();
        for (ViewSpec view : projector.denseViews()) {
            if (!view.lexical() || isSeen(view.name(), visible)) {
                SignalSource source = new DenseSource(visible, view, query);
                made.put(view.name(), source);
                SignalSource own = made.get(ContextViews.CONTENT);
                sources.add(
                        view.name().equals(ContextViews.KEYS) && own != null ? new NearestKey(source, own) : source);
            }
        }
        return sources;
    }

    private static boolean isSeen(String view, Visible visible) {
        return visible.lengths(view).documents() > 0;
    }
}
