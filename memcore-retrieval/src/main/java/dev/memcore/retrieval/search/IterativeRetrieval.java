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
 * Iterative retrieval: what was found best names whom and what to look for next, "the club" of one memory is "its founder" of another. Each
 * round begins from the ranking of the one before: names of its best ten bring memories that share them, and all that candidates gain by
 * those beside them is reckoned anew. It stops when a round brings nothing new and leaves the same ten at the top, or when so many rounds have been
 * made as are allowed.
 *
 * <p>Related: IRCoT (Trivedi et al., ACL 2023), which asks a language model what to look for next. For one query, one thread.
 */
final class IterativeRetrieval {
    /** Whose order tells whether a round has changed anything. */
    private static final int TOP = 10;

    private final Scoring scoring;
    private final Fuser fuser;
    private final Query filter;
    private FirstPass first;
    private SignalTable table;
    private int made = 1;

    /** Begins with the outcome of the first round. */
    IterativeRetrieval(Scoring scoring, Fuser fuser, Query filter, FirstPass first, SignalTable table) {
        this.scoring = scoring;
        this.fuser = fuser;
        this.filter = filter;
        this.first = first;
        this.table = table;
    }

    /** Makes more rounds, until so many have been made in all, or nothing changes any more. */
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

    /** How many rounds were made, the first included. */
    int made() {
        return made;
    }

    /** The candidates, with what each says of the question itself. */
    FirstPass first() {
        return first;
    }

    /** All that is said of them. */
    SignalTable table() {
        return table;
    }
}
