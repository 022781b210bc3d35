package dev.memcore.retrieval.search;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.report.Conflict.Reason;
import dev.memcore.retrieval.query.claim.Claim;
import dev.memcore.retrieval.query.claim.Claim.WordSimilarity;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two memories contradict each other, by their links, keys or texts. It favours precision over recall.
 * O(claims x claims) of two memories; for facts of one key, O(length of their common start).
 */
final class Contradiction {
    private final Instant moment;
    private final WordSimilarity similarity;
    private final ZoneId zone;
    private final Map<MemoryId, AnalyzedMemory> known = new HashMap<>();
    private final Function<Memory, List<Claim>> claims;

    /**
     * Creates a comparison of memories as of a moment of reading. The content of each memory is analysed once. For one
     * thread.
     *
     * @param claims returns the claims of a memory's text
     */
    Contradiction(Instant moment, WordSimilarity similarity, ZoneId zone, Function<Memory, List<Claim>> claims) {
        this.claims = claims;
        this.moment = moment;
        this.similarity = similarity;
        this.zone = zone;
    }

    /**
     * The analysed content of a memory.
     *
     * @param key the key of a fact, or null if it is no fact or has no key
     * @param words the words of the key, or null
     */
    private record AnalyzedMemory(
            @Nullable FactKey key, @Nullable String words) {}

    private AnalyzedMemory said(Memory memory) {
        return known.computeIfAbsent(memory.id(), id -> {
            FactKey key = FactKey.of(memory.observation());
            return new AnalyzedMemory(key, key == null ? null : String.join(" ", Surface.words(key.text())));
        });
    }

    /**
     * Returns why both memories cannot be right; empty if they can.
     *
     * @param texts whether the claims of their texts are compared as well
     */
    Optional<Reason> between(Memory one, Memory other, boolean texts) {
        if (linked(one, other, moment) || linked(other, one, moment)) {
            return Optional.of(Reason.LINK);
        }
        if (!one.scope().equals(other.scope()) || !overlap(one.observation(), other.observation())) {
            return Optional.empty();
        }
        AnalyzedMemory first = said(one);
        AnalyzedMemory second = said(other);
        if (first.key() != null && first.key().equals(second.key())) {
            return Optional.empty(); // the timeline of the key determines which of the two is valid when
        }
        if (first.words() != null && first.words().equals(second.words())) {
            return Surface.sameWords(one.text(), other.text()) ? Optional.empty() : Optional.of(Reason.KEY);
        }
        return texts ? claims(one, other) : Optional.empty();
    }

    private Optional<Reason> claims(Memory one, Memory other) {
        for (Claim claim : claims.apply(one)) {
            for (Claim against : claims.apply(other)) {
                boolean fleeting = claim.fleeting() || against.fleeting();
                Optional<Reason> reason =
                        fleeting && !sameDay(one, other) ? Optional.empty() : claim.against(against, similarity);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    static boolean linked(Memory from, Memory to, Instant moment) {
        for (Link link : from.links()) {
            if (link.to().equals(to.id()) && contradicts(link, moment)) {
                return true;
            }
        }
        return false;
    }

    static boolean contradicts(Link link, Instant moment) {
        return link.type().equals(LinkType.CONTRADICTS) && link.validAt(moment);
    }

    /** Returns whether the validities that both state overlap. */
    private static boolean overlap(Observation one, Observation other) {
        return mayOverlap(one, other) && mayOverlap(other, one);
    }

    private static boolean mayOverlap(Observation one, Observation other) {
        Instant to = one.validTo();
        Instant from = other.validFrom();
        return to == null || from == null || from.isBefore(to);
    }

    private boolean sameDay(Memory one, Memory other) {
        return day(one.when().start()).equals(day(other.when().start()));
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
