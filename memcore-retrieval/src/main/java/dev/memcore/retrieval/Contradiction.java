package dev.memcore.retrieval;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Conflict.Reason;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether two memories contradict each other, by their links, keys or texts: precise rather than complete. O(length of the texts). */
final class Contradiction {
    private static final Pattern PERSONAL =
            Pattern.compile("\\b(?:i|my|me|mine|we|our|us|you|your)\\b", Pattern.CASE_INSENSITIVE);

    private Contradiction() {}

    /** Why both cannot be right at a moment; empty if they can. */
    static Optional<Reason> between(Memory one, Memory other, Instant moment, TermAnalysis analysis) {
        if (linked(one, other, moment) || linked(other, one, moment)) {
            return Optional.of(Reason.LINK);
        }
        if (!one.scope().equals(other.scope()) || !overlap(one.observation(), other.observation())) {
            return Optional.empty();
        }
        String key = key(one);
        if (key != null && key.equals(key(other))) {
            return words(one.text()).equals(words(other.text())) ? Optional.empty() : Optional.of(Reason.KEY);
        }
        if (!sameVoice(one, other)) {
            return Optional.empty();
        }
        return Claim.of(one.text(), analysis)
                .flatMap(claim -> Claim.of(other.text(), analysis)
                        .filter(against -> !(claim.fleeting() || against.fleeting()) || sameDay(one, other))
                        .flatMap(claim::against));
    }

    static boolean linked(Memory from, Memory to, Instant moment) {
        return from.links().stream()
                .anyMatch(link -> contradicts(link, moment) && link.to().equals(to.id()));
    }

    static boolean contradicts(Link link, Instant moment) {
        return link.type().equals(LinkType.CONTRADICTS) && link.validAt(moment);
    }

    /** The key of a fact, or null: it is none, or has none. */
    private static @Nullable String key(Memory memory) {
        Observation seen = memory.observation();
        return seen.kind().equals(Kind.FACT)
                        && seen.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String key)
                ? String.join(" ", words(key))
                : null;
    }

    private static List<String> words(String text) {
        return Surface.words(text.toLowerCase(Locale.ROOT));
    }

    /** Whether there is a time at which both say that they hold. */
    private static boolean overlap(Observation one, Observation other) {
        return mayOverlap(one, other) && mayOverlap(other, one);
    }

    private static boolean mayOverlap(Observation one, Observation other) {
        Instant to = one.validTo();
        Instant from = other.validFrom();
        return to == null || from == null || from.isBefore(to);
    }

    /** Who speaks of himself or to somebody says it of himself and of those. */
    private static boolean sameVoice(Memory one, Memory other) {
        return Objects.equals(one.observation().speaker(), other.observation().speaker())
                || !(PERSONAL.matcher(one.text()).find()
                        || PERSONAL.matcher(other.text()).find());
    }

    private static boolean sameDay(Memory one, Memory other) {
        return Math.floorDiv(told(one).toEpochMilli(), Duration.ofDays(1).toMillis())
                == Math.floorDiv(told(other).toEpochMilli(), Duration.ofDays(1).toMillis());
    }

    private static Instant told(Memory memory) {
        EventTime event = memory.observation().eventTime();
        return event == null ? memory.recordedAt() : event.start();
    }
}
