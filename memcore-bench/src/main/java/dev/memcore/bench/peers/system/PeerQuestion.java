package dev.memcore.bench.peers.system;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question of a user.
 *
 * @param user the number of the user who asks
 * @param text the question
 * @param at when it is asked, or null
 * @param evidence the texts of the turns that answer it; empty if they are unknown
 */
public record PeerQuestion(int user, String text, @Nullable Instant at, List<String> evidence) {
    /** Copies the list. */
    public PeerQuestion {
        evidence = List.copyOf(evidence);
    }

    /** The share of the evidence that is among the found texts, in [0, 1]. */
    public double evidenceRecall(List<String> found) {
        return (double) evidence.stream().filter(found::contains).count() / evidence.size();
    }

    PeerQuestion of(int other) {
        return new PeerQuestion(other, text, at, evidence);
    }
}
