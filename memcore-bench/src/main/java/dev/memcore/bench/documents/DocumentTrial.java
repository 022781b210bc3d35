package dev.memcore.bench.documents;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.report.TextSpan;
import dev.memcore.bench.documents.LongDocument.Asked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Stores short turns and long documents in one scope of a store, opens the store again, runs maintenance, and asks for
 * parts of the documents.
 */
final class DocumentTrial {
    private static final Scope SCOPE = Scope.of("eval", "documents");
    private static final List<String> WORDS = List.of(
            "garden",
            "market",
            "engine",
            "forest",
            "castle",
            "winter",
            "letter",
            "music",
            "paper",
            "coffee",
            "table",
            "morning",
            "mountain",
            "ocean",
            "desert",
            "bridge",
            "tower",
            "village",
            "street",
            "window");

    /** The number of questions about turns for each measurement of latency. */
    private static final int TIMED = 200;

    private static final int BATCH = 1_000;

    private final Path directory;
    private final int turns;

    DocumentTrial(Path directory, int turns) {
        this.directory = directory;
        this.turns = turns;
    }

    /**
     * The counts of the questions of one way.
     *
     * @param n the questions
     * @param first how many have the document first
     * @param ten how many have it among ten
     * @param span how many have the document first and show a part of the text that answers them
     * @param whole how many of these show all of the text that answers them, in one span
     */
    record Found(int n, int first, int ten, int span, int whole) {
        Found plus(Found other) {
            return new Found(n + other.n, first + other.first, ten + other.ten, span + other.span, whole + other.whole);
        }
    }

    /**
     * The result.
     *
     * @param found the counts by way
     * @param documents the number of documents
     * @param characters the characters of all documents
     * @param writeMillis the time until all documents were stored
     * @param indexMillis the time from then until all were indexed
     * @param indexBytes the growth of the index
     * @param logBytes the growth of the log
     * @param before the median and the 95th percentile of recalls of turns before the documents were stored, in ms
     * @param after the same afterwards
     */
    record Result(
            Map<String, Found> found,
            int documents,
            long characters,
            long writeMillis,
            long indexMillis,
            long indexBytes,
            long logBytes,
            List<Double> before,
            List<Double> after) {}

    Result of(List<LongDocument> documents) {
        List<MemoryId> ids = new ArrayList<>();
        List<Double> before;
        long written;
        long indexed;
        long indexBytes;
        long logBytes;
        try (MemoryManager manager = Memcore.open(directory)) {
            MemorySpace space = manager.space(SCOPE);
            addTurns(space);
            manager.awaitIndexed();
            latency(space);
            before = latency(space);
            indexBytes = -manager.stats().indexBytes();
            logBytes = -manager.stats().logBytes();
            long start = System.nanoTime();
            documents.forEach(document ->
                    ids.add(space.remember(Observation.of(document.text())).id()));
            written = System.nanoTime();
            manager.awaitIndexed();
            indexed = System.nanoTime();
            indexBytes += manager.stats().indexBytes();
            logBytes += manager.stats().logBytes();
            written -= start;
            indexed -= start + written;
        }
        try (MemoryManager manager = Memcore.open(directory)) {
            manager.maintain();
            manager.awaitIndexed();
            MemorySpace space = manager.space(SCOPE);
            Map<String, Found> found = ask(space, documents, ids);
            return new Result(
                    found,
                    documents.size(),
                    documents.stream()
                            .mapToLong(document -> document.text().length())
                            .sum(),
                    written / 1_000_000,
                    indexed / 1_000_000,
                    indexBytes,
                    logBytes,
                    before,
                    latency(space));
        }
    }

    private void addTurns(MemorySpace space) {
        Random random = new Random(1);
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            StringBuilder text = new StringBuilder("Turn " + i + " is about");
            for (int word = 0; word < 12; word++) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            batch.add(Observation.builder(text.toString()).session("s" + i / 50).build());
            if (batch.size() == BATCH || i == turns - 1) {
                space.rememberAll(batch);
                batch.clear();
            }
        }
    }

    private List<Double> latency(MemorySpace space) {
        Random random = new Random(2);
        double[] millis = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            String question = String.format(
                    Locale.ROOT,
                    "What was said about the %s and the %s in turn %d?",
                    WORDS.get(random.nextInt(WORDS.size())),
                    WORDS.get(random.nextInt(WORDS.size())),
                    random.nextInt(Math.max(1, turns)));
            long start = System.nanoTime();
            space.recall(question);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return List.of(millis[TIMED / 2], millis[TIMED * 95 / 100]);
    }

    private static Map<String, Found> ask(MemorySpace space, List<LongDocument> documents, List<MemoryId> ids) {
        Map<String, Found> found = new TreeMap<>();
        for (int i = 0; i < documents.size(); i++) {
            for (Asked asked : documents.get(i).questions()) {
                List<Recalled> hits = space.recall(asked.question()).hits();
                found.merge(asked.way(), found(asked, hits, ids.get(i)), Found::plus);
            }
        }
        return found;
    }

    /** Returns the counts of one question, given the document that answers it. */
    private static Found found(Asked asked, List<Recalled> hits, MemoryId document) {
        boolean ten = hits.stream().anyMatch(hit -> hit.memory().id().equals(document));
        boolean first = ten && hits.getFirst().memory().id().equals(document);
        TextSpan part = new TextSpan(asked.from(), asked.to(), 0);
        List<TextSpan> spans = first ? hits.getFirst().spans() : List.of();
        boolean span = spans.stream().anyMatch(part::overlaps);
        boolean whole = spans.stream().anyMatch(shown -> shown.start() <= part.start() && shown.end() >= part.end());
        return new Found(1, first ? 1 : 0, ten ? 1 : 0, span ? 1 : 0, whole ? 1 : 0);
    }
}
