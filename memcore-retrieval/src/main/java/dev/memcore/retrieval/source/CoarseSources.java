package dev.memcore.retrieval.source;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.source.UnitGroups.UnitViews;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.DocumentSet;
import dev.memcore.retrieval.visibility.InvalidFacts;
import dev.memcore.retrieval.visibility.ReaderView;
import dev.memcore.retrieval.visibility.VisibilityKey;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.Fuser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.jspecify.annotations.Nullable;

/** Makes the sources that go from coarse to fine, if the fuser looks at them. Thread-safe. */
public final class CoarseSources {
    private final Projector projector;
    private final Fuser fuser;
    private final UnitCache cache = new UnitCache();

    public CoarseSources(Projector projector, Fuser fuser) {
        this.projector = projector;
        this.fuser = fuser;
    }

    /**
     * What a recall is about.
     *
     * @param invalid the facts that are not visible, because they are not valid
     * @param seen whatever the query's filter admits: gists need not be of its kinds
     * @param standing what the tail says, also of what is gone
     * @param tail what of it is active
     */
    public record Scene(
            Visible visible,
            VisibilityKey sight,
            InvalidFacts invalid,
            Supplier<ReaderView> seen,
            Map<MemoryId, Memtable.Entry> standing,
            List<Candidates.Waiting> tail) {}

    /** Adds them to the flat sources, whose query they share. */
    public void add(List<SignalSource> flat, AnalyzedQuery asked, Scene scene) throws IOException {
        LexicalSource words = first(flat, LexicalSource.class);
        DenseSource vectors = first(flat, DenseSource.class);
        if (fuser.uses(Signals.UNIT) && (words != null || vectors != null)) {
            UnitViews views = new UnitViews(
                    words == null ? null : projector.lexicalViews().getFirst(),
                    vectors == null ? null : projector.denseViews().getFirst().name(),
                    scene.visible().space());
            flat.add(new UnitSource(
                    scene.visible(),
                    units(scene, views),
                    views,
                    asked.terms(),
                    vectors == null ? null : vectors.vector()));
        }
        if (fuser.uses(Signals.GIST)) {
            ReaderView seen = scene.seen().get();
            List<SignalSource> own = TextSources.of(seen.visible(), projector, asked.text());
            flat.add(new GistSource(seen, first(own, LexicalSource.class), first(own, DenseSource.class)));
        }
    }

    private static <T> @Nullable T first(List<SignalSource> sources, Class<T> type) {
        return sources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private Units units(Scene scene, UnitViews views) throws IOException {
        Units units = new Units();
        int[] replaced = replaced(scene);
        for (LeafReaderContext leaf : scene.visible().index().leaves()) {
            DocumentSet invalid = scene.invalid().in(leaf.reader());
            units.add(leaf, cache.of(leaf, scene.sight(), invalid, scene.visible(), views), replaced);
        }
        scene.tail().forEach(units::add);
        return units;
    }

    /** The documents of which the tail has a newer version, ascending. */
    private static int[] replaced(Scene scene) throws IOException {
        Collection<MemoryId> ids = scene.standing().values().stream()
                .filter(entry -> !entry.isFirst())
                .map(entry -> entry.memory().id())
                .toList();
        if (ids.isEmpty()) {
            return new int[0];
        }
        Query these = new BooleanQuery.Builder()
                .add(
                        new TermInSetQuery(
                                MemoryDocument.ID, ids.stream().map(Keys::of).toList()),
                        Occur.FILTER)
                .add(scene.visible().query(), Occur.FILTER)
                .build();
        return Arrays.stream(scene.visible().searcher().search(these, ids.size()).scoreDocs)
                .mapToInt(hit -> hit.doc)
                .sorted()
                .toArray();
    }
}
