package dev.memcore.bench.eval;

import dev.memcore.bench.locomo.Question;
import java.util.List;

/** Answers the questions of one conversation with turn ids, best first. */
@FunctionalInterface
interface Ranker {
    /** At most {@code limit} ids of turns. */
    List<String> rank(Question question, int limit);
}
