package dev.memcore.retrieval.search;

import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.ranking.Scoring;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.Query;

/**
 * Searches in rounds, in which the best memories of one round lead to further memories: "the club" of one memory leads
 * to "its founder" in another. Each round starts from the ranking of the round before. Names and links of its best
 * candidates add memories, and all signals that depend on other candidates are computed again. It stops after the
 * maximum number of rounds, or if a round adds nothing and leaves the same top ten.
 *
 * <p>Related: IRCoT (Trivedi et al., ACL 2023), which asks a language model what to search next. For one query, one
 * thread.
 */
final class IterativeRetrieval {
    /** The number of best candidates whose order decides whether a round has changed anything. */
    private static final int TOP = 10;

    private final Scoring scoring;
    private final Fuser fuser;
    private final Query filter;
    private FirstPass first;
    private SignalTable table;
    private int made = 1;

    /** Starts with the result of the first round. */
    IterativeRetrieval(Scoring scoring, Fuser fuser, Query filter, FirstPass first, SignalTable table) {
        this.scoring = scoring;
        this.fuser = fuser;
        this.filter = filter;
        this.first = first;
        this.table = table;
    }

    /**
     * Runs further rounds.
     *
     * @param most the maximum number of rounds, the first included
     */
    void upTo(int most) throws IOException {
        FirstPass ranked = first.with(fuser.scores(table));
        boolean changed = true;
        while (made < most && changed) {
            Candidates more = first.candidates().with(scoring.linked(ranked, filter));
            boolean grown = more.size() > first.candidates().size();
            if (grown) {
                first = scoring.with(first, more);
                ranked = first.with(fuser.scores(scoring.second(first)));
            }
            int[] before = ranked.best(TOP);
            table = scoring.second(ranked);
            ranked = first.with(fuser.scores(table));
            changed = grown || !Arrays.equals(before, ranked.best(TOP));
            made++;
        }
    }

    /** Returns the number of rounds, the first included. */
    int made() {
        return made;
    }

    /** Returns the candidates with the result of the first step. */
    FirstPass first() {
        return first;
    }

    /** Returns the signals of the candidates. */
    SignalTable table() {
        return table;
    }
}
