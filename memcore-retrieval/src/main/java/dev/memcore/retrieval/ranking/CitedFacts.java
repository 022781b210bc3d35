package dev.memcore.retrieval.ranking;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The facts that name the memories they were taken from: memories of kind {@link Kind#FACT} with {@code derivedFrom}.
 * The entities of a fact are its first two names: the values of its attributes {@code subject} and {@code object}, if it
 * has them. Facts are searched whether or not the query's filter admits them, and only those that the reader sees. For
 * one query, one thread.
 */
final class CitedFacts {
    /** The number of best facts whose sources become candidates. */
    private static final int LEADING = 100;

    private static final List<String> NAMING = List.of("subject", "object");

    private static final MemoryFilter FACTS =
            MemoryFilter.builder().kind(Kind.FACT).build();

    private final ReaderView view;
    private final Query citing;
    private final List<Candidates.Waiting> waiting;
    private final @Nullable SignalSource matching;
    private Set<MemoryId> cited = Set.of();

    /**
     * A fact about candidates.
     *
     * @param fit how well it fits the question, in [0, 1]: its cosine, or its BM25 without an embedder, scaled over all
     *     facts about the candidates
     * @param texts the candidates that it was taken from
     * @param number its number in the search for facts
     */
    record Fact(MemoryId id, double fit, List<Long> entities, List<Integer> texts, int number) {}

    /** Facts about candidates, and all that were read: facts are candidates of their own search. */
    record Found(List<Fact> facts, Candidates candidates) {}

    CitedFacts(ReaderView reader, Projector projector, AnalyzedQuery query) throws IOException {
        view = reader.admitting(FACTS);
        citing = new BooleanQuery.Builder()
                .add(new FieldExistsQuery(MemoryDocument.SOURCES), Occur.FILTER)
                .add(view.inForce(), Occur.FILTER)
                .build();
        waiting = view.waiting().stream()
                .filter(entry -> !sources(entry.entry().memory()).isEmpty())
                .toList();
        List<SignalSource> sources = Sources.ofText(view.visible(), projector, query.text());
        matching = sources.isEmpty() ? null : sources.getLast();
    }

    private static List<MemoryId> sources(Memory fact) {
        return List.copyOf(fact.observation().derivedFrom());
    }

    /** Returns the documents that the best facts were taken from, if the filter admits them. */
    int[] sources(Query filter) throws IOException {
        if (matching == null) {
            return new int[0];
        }
        List<ScoreDoc> best = matching.best(citing, LEADING);
        Candidates found =
                new Candidates(best.stream().mapToInt(hit -> hit.doc).sorted().toArray(), waiting);
        double[] fits = EntityGraph.stretched(matching.values(found));
        List<List<MemoryId>> sources = sources(found);
        cited = new HashSet<>();
        for (int i : Arrays.copyOf(Candidates.descending(fits), Math.min(LEADING, fits.length))) {
            cited.addAll(sources.get(i));
        }
        return search(
                new TermInSetQuery(
                        MemoryDocument.ID, cited.stream().map(Keys::of).toList()),
                filter);
    }

    /** Returns whether one of the best facts was taken from a memory, as of the last call of {@link #sources}. */
    boolean leadsTo(MemoryId id) {
        return cited.contains(id);
    }

    /** Returns the facts that were taken from some of the candidates. O(facts about them). */
    Found about(CandidateFeatures[] features, int[] texts) throws IOException {
        Map<MemoryId, Integer> places = new HashMap<>();
        for (int text : texts) {
            places.put(features[text].id(), text);
        }
        int[] documents = search(
                new TermInSetQuery(
                        MemoryDocument.REFERS,
                        places.keySet().stream().map(Keys::of).toList()),
                citing);
        Candidates found = new Candidates(documents, waiting);
        CandidateFeatures[] own = view.visible().features(found);
        double[] fits = EntityGraph.stretched(matching == null ? found.row(0) : matching.values(found));
        List<List<MemoryId>> sources = sources(found);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            List<Long> entities = own[i].entities();
            List<Integer> of = sources.get(i).stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            if (!entities.isEmpty() && !of.isEmpty()) {
                facts.add(new Fact(own[i].id(), fits[i], entities.subList(0, Math.min(2, entities.size())), of, i));
            }
        }
        return new Found(facts, found);
    }

    /** Returns the memory of a fact. */
    Memory memory(Found found, Fact fact) throws IOException {
        return view.visible().memory(found.candidates(), fact.number());
    }

    /** Returns the entities of a fact as they are written, by their keys. Facts without the attributes have none. */
    static Collection<String> entities(Memory fact) {
        return NAMING.stream()
                .map(fact.observation().attributes()::get)
                .filter(AttributeValue.Text.class::isInstance)
                .map(value -> ((AttributeValue.Text) value).value())
                .toList();
    }

    private List<List<MemoryId>> sources(Candidates found) throws IOException {
        List<List<MemoryId>> sources = new ArrayList<>();
        view.visible().forEachSegment(found, (leaf, document, candidate) -> {
            BinaryDocValues values = DocValues.getBinary(leaf.reader(), MemoryDocument.SOURCES);
            for (int doc : document) {
                sources.add(values.advanceExact(doc) ? Keys.all(values.binaryValue()) : List.of());
            }
        });
        found.waiting().forEach(entry -> sources.add(sources(entry.entry().memory())));
        return sources;
    }

    private int[] search(Query query, Query filter) throws IOException {
        Query both = new BooleanQuery.Builder()
                .add(query, Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        IndexSearcher searcher = view.visible().searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(both), ScoreMode.COMPLETE_NO_SCORES, 1);
        IntStream.Builder found = IntStream.builder();
        for (LeafReaderContext leaf : view.visible().index().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            DocIdSetIterator documents = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                found.add(leaf.docBase + doc);
            }
        }
        return found.build().toArray();
    }
}
