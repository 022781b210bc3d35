package dev.memcore.retrieval.source;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.source.UnitGroups.UnitViews;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.spi.Fuser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.jspecify.annotations.Nullable;

/** Creates the coarse-to-fine sources that the fuser uses. Thread-safe. */
final class CoarseSources {
    /**
     * Selects the gists to search: in all tiers, whatever the filter of the query. A gist that was summarized into
     * another gist is in the archive, and still leads to its own sources.
     */
    private static final MemoryFilter GISTS = inAllTiers();

    private final Projector projector;
    private final Fuser fuser;
    private final UnitCache cache = new UnitCache();

    CoarseSources(Projector projector, Fuser fuser) {
        this.projector = projector;
        this.fuser = fuser;
    }

    /** Adds the coarse sources to the flat sources. They use the same query terms and vector. */
    void add(List<SignalSource> flat, AnalyzedQuery asked, ReaderView view) throws IOException {
        LexicalSource words = first(flat, LexicalSource.class);
        DenseSource vectors = first(flat, DenseSource.class);
        if (fuser.uses(Signals.UNIT) && (words != null || vectors != null)) {
            UnitViews views = new UnitViews(
                    words == null ? null : projector.lexicalViews().getFirst(),
                    vectors == null ? null : projector.denseViews().getFirst().name(),
                    view.visible().space());
            flat.add(new UnitSource(
                    view.visible(),
                    units(view, views),
                    views,
                    asked.terms(),
                    vectors == null ? null : vectors.vector()));
        }
        if (fuser.uses(Signals.GIST)) {
            ReaderView seen = view.admitting(GISTS);
            List<SignalSource> own = Sources.ofText(seen.visible(), projector, asked.text());
            flat.add(new GistSource(seen, first(own, LexicalSource.class), first(own, DenseSource.class)));
        }
    }

    private static MemoryFilter inAllTiers() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    private static <T> @Nullable T first(List<SignalSource> sources, Class<T> type) {
        return sources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private ConversationUnits units(ReaderView view, UnitViews views) throws IOException {
        ConversationUnits units = new ConversationUnits();
        int[] replaced = replaced(view);
        for (LeafReaderContext leaf : view.visible().index().leaves()) {
            units.add(leaf, cache.of(leaf, view, views), replaced);
        }
        view.tail().forEach(units::add);
        return units;
    }

    /** Returns the visible documents of which the memtable has a newer version, ascending. */
    private static int[] replaced(ReaderView view) throws IOException {
        Collection<MemoryId> ids = view.standing().values().stream()
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
                .add(view.visible().query(), Occur.FILTER)
                .build();
        IndexSearcher searcher = view.visible().searcher(); // a memory may have several documents
        return Arrays.stream(searcher.search(these, Math.max(1, searcher.count(these))).scoreDocs)
                .mapToInt(hit -> hit.doc)
                .sorted()
                .toArray();
    }
}
