package dev.memcore.retrieval.search;

import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.Conflict;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.claim.Claim;
import dev.memcore.retrieval.query.claim.Claim.WordSimilarity;
import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the memories that contradict the best hits, and puts them next to these hits, so that a reader does not take
 * one of two contradictory claims for settled.
 *
 * <p>A hit is compared with the other hits, the memories at either end of contradicting links, facts of the same key,
 * and candidates that share words with it. All must pass the query's filter. O(hits x candidates), a few nanoseconds
 * for each candidate with a different number of words. A text with more different words than a claim can have costs
 * nothing, however long it is. For one query, one thread.
 */
final class Conflicts {
    /** The number of best hits whose contradictions are searched. */
    private static final int LOOKED_AT = 10;

    /** The maximum number of memories that are added to the hits. */
    private static final int BROUGHT = 3;

    /** The maximum number of memories that are read for each kind of connection to the hits. */
    private static final int READ = 40;

    /** The maximum number of memories that are read because they share words with a hit. */
    private static final int NEAR = 12;

    private final Visible visible;
    private final Query filter;
    private final WordSimilarity similarity;
    private final Instant moment;
    private final ZoneId zone;
    private final Function<Memory, List<Claim>> claims;

    /**
     * Prepares the search of conflicts in a snapshot.
     *
     * @param filter the documents that may answer the query
     * @param codes the words whose vectors are compared, or null: only equal words have one meaning
     * @param moment the moment of reading
     * @param zone the time zone of the query, in which the days of claims are compared
     * @param claims returns the claims of a memory's text
     */
    Conflicts(
            Visible visible,
            Query filter,
            @Nullable WordCodes codes,
            Instant moment,
            ZoneId zone,
            Function<Memory, List<Claim>> claims) {
        this.claims = claims;
        this.visible = visible;
        this.filter = filter;
        this.similarity = codes == null ? (one, other) -> 0 : codes.similarities()::of;
        this.moment = moment;
        this.zone = zone;
    }

    /**
     * The hits together with the memories that contradict them.
     *
     * @param hits as many as were requested at most
     * @param pairs the contradictions
     */
    record Found(List<Recalled> hits, List<Conflict> pairs) {}

    /**
     * Returns the hits and the memories that contradict them.
     *
     * @param scored all candidates
     * @param limit the number of hits that were requested
     */
    Found among(List<Recalled> hits, FirstPass scored, int limit) throws IOException {
        List<Memory> best = hits.stream().limit(LOOKED_AT).map(Recalled::memory).toList();
        if (best.isEmpty()) {
            return new Found(hits, List.of());
        }
        Map<MemoryId, Memory> others = new LinkedHashMap<>();
        best.forEach(memory -> others.put(memory.id(), memory));
        Places places = new Places(best, scored);
        Set<MemoryId> copies = new HashSet<>();
        hits.forEach(hit -> hit.copies().forEach(copy -> copies.add(copy.id())));
        tied(best, places, scored).stream()
                .filter(memory -> !copies.contains(memory.id()))
                .sorted(Comparator.comparing(Memory::id).reversed()) // newest first, whether indexed or waiting
                .forEach(memory -> others.putIfAbsent(memory.id(), memory));
        List<Conflict> pairs = new ArrayList<>();
        Contradiction contradiction = new Contradiction(moment, similarity, zone, claims);
        Set<MemoryId> before = new HashSet<>();
        for (Memory one : best) {
            before.add(one.id());
            others.values().stream()
                    .filter(other -> !before.contains(other.id()))
                    .forEach(other -> contradiction
                            .between(one, other, places.areNear(one, other))
                            .ifPresent(reason -> pairs.add(new Conflict(one.id(), other.id(), reason))));
        }
        return new Found(pairs.isEmpty() ? hits : beside(hits, pairs, others, limit), pairs);
    }

    /**
     * The candidate numbers and features of the hits, and which of the memories that are compared share words with which
     * of the hits. Each hit has a bit.
     */
    private static final class Places {
        private final List<CandidateFeatures> features = new ArrayList<>();
        private final Set<Integer> candidates = new HashSet<>();
        private final Map<MemoryId, Long> bits = new HashMap<>();
        private final Map<MemoryId, Long> near = new HashMap<>();
        private final SharedWords shared;
        private long claiming;

        Places(List<Memory> hits, FirstPass scored) {
            Set<MemoryId> ids = new HashSet<>();
            hits.forEach(hit -> ids.add(hit.id()));
            List<SharedWords.Words> words = new ArrayList<>();
            for (int i = 0; i < scored.features().length; i++) {
                CandidateFeatures found = scored.features()[i];
                if (ids.contains(found.id())) {
                    features.add(found);
                    candidates.add(i);
                    addHit(found, words);
                }
            }
            this.shared = new SharedWords(words);
            features.forEach(hit -> add(hit, near(hit)));
        }

        private void addHit(CandidateFeatures hit, List<SharedWords.Words> words) {
            SharedWords.Words own = SharedWords.Words.of(hit);
            boolean compared = !own.isEmpty() && words.size() < SharedWords.MOST_TEXTS;
            long bit = compared ? 1L << words.size() : 0;
            if (compared) {
                words.add(own);
            }
            bits.merge(hit.id(), bit, (a, b) -> a | b); // the passages of one memory
            claiming |= hit.claims() ? bit : 0;
        }

        /** Returns the hits that share words with a candidate. */
        long near(CandidateFeatures candidate) {
            return shared.near(SharedWords.Words.of(candidate));
        }

        void add(CandidateFeatures compared, long hits) {
            near.merge(compared.id(), hits, (a, b) -> a | b);
        }

        /** Whether some of these hits claim something. */
        boolean claim(long hits) {
            return (hits & claiming) != 0;
        }

        /** Whether a memory shares words with a hit. Those that only a link or a key connects are compared in any case. */
        boolean areNear(Memory hit, Memory other) {
            Long bit = bits.get(hit.id());
            Long hits = near.get(other.id());
            return bit == null || hits == null || (bit & hits) != 0;
        }
    }

    private List<Memory> tied(List<Memory> hits, Places places, FirstPass scored) throws IOException {
        List<Memory> tied = new ArrayList<>();
        Set<MemoryId> ids = new HashSet<>();
        Set<MemoryId> targets = new HashSet<>();
        for (Memory hit : hits) {
            ids.add(hit.id());
            hit.links().stream()
                    .filter(link -> Contradiction.contradicts(link, moment))
                    .map(Link::to)
                    .forEach(targets::add);
        }
        Set<Long> keys = new HashSet<>();
        places.features.stream()
                .map(CandidateFeatures::key)
                .filter(key -> key != 0)
                .forEach(keys::add);
        for (Candidates.Waiting waiting : scored.candidates().waiting()) {
            Memory memory = waiting.entry().memory();
            boolean linked = memory.links().stream()
                    .anyMatch(link -> Contradiction.contradicts(link, moment) && ids.contains(link.to()));
            if (linked
                    || targets.contains(memory.id())
                    || keys.contains(waiting.projection().features().key())) {
                tied.add(memory);
            }
        }
        read(MemoryDocument.ID, targets.stream().map(Keys::of).toList(), tied);
        if (visible.has(MemoryDocument.REFERS)) {
            read(MemoryDocument.REFERS, ids.stream().map(Keys::of).toList(), tied);
        }
        read(MemoryDocument.KEY, keys.stream().map(Keys::entity).toList(), tied);
        near(places, scored, tied);
        return tied;
    }

    /** Reads the newest memories in the index with one of the terms. */
    private void read(String field, Collection<BytesRef> terms, List<Memory> into) throws IOException {
        if (terms.isEmpty()) {
            return;
        }
        Query having = new BooleanQuery.Builder()
                .add(new TermInSetQuery(field, terms), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        for (ScoreDoc hit : visible.searcher().search(having, READ, MemoryDocument.NEWEST).scoreDocs) {
            into.add(visible.memory(hit.doc));
        }
    }

    /**
     * Reads the best candidates that share words with a hit, or are too short to share many. One that claims nothing, or
     * shares words only with hits that claim nothing, counts but is not read.
     */
    private void near(Places places, FirstPass scored, List<Memory> into) throws IOException {
        if (places.claiming == 0) {
            return;
        }
        int counted = 0;
        for (int i : scored.best(scored.features().length)) {
            if (counted == NEAR) {
                return;
            }
            CandidateFeatures features = scored.features()[i];
            long hits = places.candidates.contains(i) ? 0 : places.near(features);
            if (hits != 0) {
                places.add(features, hits);
                counted++;
                if (features.claims() && places.claim(hits)) {
                    into.add(visible.memory(scored.candidates(), i));
                }
            }
        }
    }

    /**
     * Inserts each added memory after the hit that it contradicts. For each, the last hit without a contradiction is
     * removed if there are more than the limit. The better half of the hits stays.
     */
    private static List<Recalled> beside(
            List<Recalled> hits, List<Conflict> pairs, Map<MemoryId, Memory> others, int limit) {
        Set<MemoryId> kept = new HashSet<>();
        hits.forEach(hit -> kept.add(hit.memory().id()));
        List<Recalled> all = new ArrayList<>(hits);
        int brought = 0;
        for (Conflict pair : pairs) {
            Memory other = others.get(pair.other());
            if (other != null && brought < BROUGHT && limit > 1 && kept.add(pair.other())) {
                int at = place(all, pair.one());
                double score = all.get(at).score();
                Signal why = new Signal(Signals.CONFLICT, 1, 1, score);
                double relevance = all.get(at).relevance();
                String question = all.get(at).question();
                all.add(
                        at + 1,
                        new Recalled(other, at + 2, score, relevance, List.of(why), List.of(), List.of(), question));
                brought++;
            }
        }
        return cut(all, pairs, limit);
    }

    private static int place(List<Recalled> hits, MemoryId id) {
        int at = 0;
        while (!hits.get(at).memory().id().equals(id)) {
            at++;
        }
        return at;
    }

    private static List<Recalled> cut(List<Recalled> all, List<Conflict> pairs, int limit) {
        Set<MemoryId> concerned = new HashSet<>();
        pairs.forEach(pair -> Stream.of(pair.one(), pair.other()).forEach(concerned::add));
        for (int i = all.size() - 1; i >= Math.max(1, limit / 2) && all.size() > limit; i--) {
            if (!concerned.contains(all.get(i).memory().id())) {
                all.remove(i);
            }
        }
        List<Recalled> ranked = new ArrayList<>();
        for (Recalled hit : all.subList(0, Math.min(limit, all.size()))) {
            ranked.add(hit.withRank(ranked.size() + 1));
        }
        return ranked;
    }

    /**
     * Finds the texts, among a few, with which another text has words in common. The words of the few texts are kept in one
     * hash table with open addressing, so that each word of the other text is looked up once for all of them. For one query.
     */
    private static final class SharedWords {
        /** The maximum number of texts: each has a bit of a long. */
        static final int MOST_TEXTS = Long.SIZE;

        /** The number of different words up to which a text is compared with all others: "I'm single". */
        private static final int FEW = 3;

        /** One in so many of the words of the shorter text must occur in the other text, or they are not compared. */
        private static final int LEAST_SHARED = 3;

        /** The number of shared words that is enough for texts of any length. */
        private static final int MOST_SHARED = 5;

        /**
         * The maximum number of different words of a text that is compared. Longer texts have many claims, and each would be
         * compared with all claims of the others.
         */
        private static final int MOST_WORDS = 40;

        private final List<SharedWords.Words> texts;
        private final long[] keys;
        private final long[] having;
        private final int[] counts = new int[MOST_TEXTS];

        /**
         * Creates the table.
         *
         * @param texts at most {@value #MOST_TEXTS}
         */
        SharedWords(List<SharedWords.Words> texts) {
            this.texts = texts;
            int words = texts.stream().mapToInt(text -> text.keys.length).sum();
            int capacity = Integer.highestOneBit(Math.max(1, words)) << 2;
            this.keys = new long[capacity];
            this.having = new long[capacity];
            for (int text = 0; text < texts.size(); text++) {
                for (long key : texts.get(text).keys) {
                    int place = place(key);
                    keys[place] = key;
                    having[place] |= 1L << text;
                }
            }
        }

        /** Returns the place of a key, or the free place where it belongs. */
        private int place(long key) {
            int mask = keys.length - 1;
            int place = (int) (key ^ key >>> 32) & mask;
            while (having[place] != 0 && keys[place] != key) {
                place = place + 1 & mask;
            }
            return place;
        }

        /**
         * Returns the texts that share enough words with another one, or are too short to share many: a bit for each.
         * O(words of the other text).
         */
        long near(Words other) {
            for (long key : other.keys) {
                for (long left = having[place(key)]; left != 0; left &= left - 1) {
                    counts[Long.numberOfTrailingZeros(left)]++;
                }
            }
            long near = 0;
            for (int text = 0; text < texts.size(); text++) {
                near |= isNear(texts.get(text), other, counts[text]) ? 1L << text : 0;
                counts[text] = 0;
            }
            return near;
        }

        private static boolean isNear(Words text, Words other, int shared) {
            int shorter = Math.min(text.keys.length, other.keys.length);
            int least = Math.min(shorter / LEAST_SHARED, MOST_SHARED);
            return shorter > 0 && (shorter <= FEW || shared >= Math.max(1, least));
        }

        /** The hashes of the different words of a text. A question has none, nor has a text that is too long. */
        static final class Words {
            private final long[] keys;

            private Words(long[] keys) {
                this.keys = keys;
            }

            static Words of(CandidateFeatures features) {
                int size = features.asks() ? 0 : features.size();
                long[] keys = new long[size > MOST_WORDS ? 0 : size];
                WordCodes.Cursor word = new WordCodes.Cursor(features.words());
                for (int i = 0; i < keys.length && word.next(); i++) {
                    keys[i] = word.key();
                }
                return new Words(keys);
            }

            boolean isEmpty() {
                return keys.length == 0;
            }
        }
    }
}
