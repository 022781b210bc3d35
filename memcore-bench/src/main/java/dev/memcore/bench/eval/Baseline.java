package dev.memcore.bench.eval;

import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A way of ranking turns to compare with. It sees each conversation alone, and each turn as a line of a transcript.
 *
 * @param name as it is reported
 * @param over makes the ranker of one conversation
 */
record Baseline(String name, Function<Conversation, Ranker> over) {

    /** All baselines, in the order of the report. */
    static List<Baseline> all(Embedder embedder, long seed) {
        return List.of(
                new Baseline("bm25", conversation -> new Bm25Ranker(conversation.turns())),
                new Baseline("dense", conversation -> new DenseRanker(embedder, conversation.turns())),
                new Baseline(
                        "recent", conversation -> fixed(ids(conversation.turns().reversed()))),
                new Baseline("random", conversation -> random(conversation, seed)),
                new Baseline("no memory", conversation -> fixed(List.of())));
    }

    private static Ranker random(Conversation conversation, long seed) {
        Random random = new Random(seed);
        return (question, limit) -> {
            List<String> shuffled = new ArrayList<>(ids(conversation.turns()));
            Collections.shuffle(shuffled, random);
            return first(shuffled, limit);
        };
    }

    private static Ranker fixed(List<String> ids) {
        return (question, limit) -> first(ids, limit);
    }

    private static List<String> ids(List<Turn> turns) {
        return turns.stream().map(Turn::id).toList();
    }

    private static List<String> first(List<String> ids, int limit) {
        return ids.subList(0, Math.min(limit, ids.size()));
    }
}
