package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.ViewSpec;
import java.util.ArrayList;
import java.util.List;

/** The sources that search for a part of a question, or for what it leads to, as for a question of its own. */
public final class TextSources {
    private TextSources() {}

    /** BM25 over each lexical view, and the vectors of the views that are searched by them; none for a text without known words. */
    public static List<SignalSource> of(Visible visible, Projector projector, String text) {
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = projector.analysis().bag(text);
        for (String view : KeyedViews.lexical(projector, visible)) {
            sources.add(LexicalSource.of(visible, view, terms));
        }
        List<ViewSpec> searched = projector.denseViews().stream()
                .filter(view -> view.dense() == ViewSpec.Dense.SEARCHED)
                .toList();
        byte[] vector = searched.isEmpty() ? null : Projector.query(visible.space(), text);
        if (vector != null) {
            searched.forEach(view -> sources.add(new DenseSource(visible, view, vector)));
        }
        return sources;
    }
}
