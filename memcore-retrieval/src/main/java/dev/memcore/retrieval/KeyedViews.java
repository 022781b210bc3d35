package dev.memcore.retrieval;

import dev.memcore.spi.ViewSpec;
import java.util.List;

/**
 * The views that a query is put to. A view that few memories have, as that of the search keys, costs nothing where the reader sees no
 * memory that has it, and leaves no trace in the signals: not even of the fact that others have some.
 */
final class KeyedViews {
    private KeyedViews() {}

    /** The lexical views that the reader sees anything of. */
    static List<String> lexical(Projector projector, Visible visible) {
        return projector.lexicalViews().stream()
                .filter(view -> isSeen(view, visible))
                .toList();
    }

    /** The dense views, without those whose words are searched too and of which the reader sees nothing. */
    static List<ViewSpec> dense(Projector projector, Visible visible) {
        return projector.denseViews().stream()
                .filter(view -> !view.lexical() || isSeen(view.name(), visible))
                .toList();
    }

    private static boolean isSeen(String view, Visible visible) {
        return visible.lengths(view).documents() > 0;
    }
}
