package dev.memcore.consolidation.provenance;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks which memories may be merged, and computes the properties that a merged memory takes from its parts. */
public final class MergedParts {
    private MergedParts() {}

    /**
     * Returns whether a memory may become part of another one: it is not archived, not an echo, and not part of a
     * protocol between agent and tools.
     */
    public static boolean mayMerge(Memory memory) {
        return memory.tier() != Tier.ARCHIVE
                && !memory.observation().isEcho()
                && memory.observation().toolCallIds().isEmpty()
                && memory.observation().role() != Role.TOOL;
    }

    /**
     * Returns whether a memory is a message of a conversation: a turn, or a memory of a session, that was not derived
     * from other memories. A message appears in the window of its session. Its meaning may depend on the messages
     * around it, as in a short reply. No rule recognises such messages in every language, so policies treat all
     * messages alike.
     */
    public static boolean isMessage(Memory memory) {
        return memory.observation().derivedFrom().isEmpty()
                && (memory.session() != null || memory.kind().equals(Kind.TURN));
    }

    /**
     * Returns a builder for a memory that is {@linkplain Observation#derivedFrom() derived} from parts. It has all
     * their labels, and the session, source and validity on which they agree. Its time spans from the first start to
     * the last end, and it expires with the first part. Its importance is the greatest of the parts; confidence and
     * trust are the least.
     *
     * @param parts at least one
     */
    public static Observation.Builder observation(List<Memory> parts, String text) {
        List<Observation> seen = parts.stream().map(Memory::observation).toList();
        Observation.Builder made = Observation.builder(text)
                .session(common(seen, Observation::session))
                .source(common(seen, Observation::source))
                .eventTime(span(parts))
                .validFrom(common(seen, Observation::validFrom))
                .validTo(common(seen, Observation::validTo))
                .expiresAt(earliest(seen.stream().map(Observation::expiresAt)).orElse(null))
                .importance(
                        seen.stream().mapToDouble(Observation::importance).max().orElseThrow())
                .confidence(
                        seen.stream().mapToDouble(Observation::confidence).min().orElseThrow())
                .trust(seen.stream().mapToDouble(Observation::trust).min().orElseThrow())
                .derivedFrom(parts.stream().map(Memory::id).toList());
        seen.forEach(part -> part.labels().forEach(made::label));
        return made;
    }

    /** Returns the value of a property if all parts agree on it; otherwise null. */
    public static <T> @Nullable T common(List<Observation> parts, Function<Observation, @Nullable T> of) {
        T first = of.apply(parts.getFirst());
        return parts.stream().allMatch(part -> Objects.equals(first, of.apply(part))) ? first : null;
    }

    /**
     * The time from the first start to the last end; null if no part has an event time. The merged memory then is as
     * old as its newest part.
     */
    private static @Nullable EventTime span(List<Memory> parts) {
        if (parts.stream().allMatch(part -> part.observation().eventTime() == null)) {
            return null;
        }
        List<EventTime> times = parts.stream().map(Memory::when).toList();
        return new EventTime(
                times.stream()
                        .map(EventTime::start)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                times.stream()
                        .map(EventTime::end)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Optional<Instant> earliest(Stream<@Nullable Instant> moments) {
        return moments.flatMap(Stream::ofNullable).min(Comparator.naturalOrder());
    }
}
