package dev.memcore.retrieval.coarse;

import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.retrieval.document.Keys;
import dev.memcore.retrieval.document.MemoryDocument;
import dev.memcore.retrieval.document.Projector;
import dev.memcore.retrieval.document.TailEntry;
import dev.memcore.retrieval.sight.Candidates;
import dev.memcore.retrieval.sight.DocumentSet;
import dev.memcore.retrieval.sight.InvalidFacts;
import dev.memcore.retrieval.sight.Seen;
import dev.memcore.retrieval.sight.Sight;
import dev.memcore.retrieval.sight.Visible;
import dev.memcore.retrieval.signal.Signals;
import dev.memcore.retrieval.source.Asked;
import dev.memcore.retrieval.source.DenseSource;
import dev.memcore.retrieval.source.LexicalSource;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.TextSources;
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
    /**
     * Where gists are looked for: in all tiers, whatever the filter of the query. A gist that was folded into another one is in the archive, and
     * still leads to what it was made from.
     */
    public static final MemoryFilter GISTS = inAllTiers();

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
     * @param seen what the reader sees of {@link #GISTS}
     * @param standing what the tail says, also of what is gone
     * @param tail what of it is active
     */
    public record Scene(
            Visible visible,
            Sight sight,
            InvalidFacts invalid,
            Supplier<Seen> seen,
            Map<MemoryId, TailEntry> standing,
            List<Candidates.Waiting> tail) {}

    private static MemoryFilter inAllTiers() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    /** Adds them to the flat sources, whose query they share. */
    public void add(List<SignalSource> flat, Asked asked, Scene scene) throws IOException {
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
            Seen seen = scene.seen().get();
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
