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

/** The parts that a merged memory was made of, and the properties that it has from them. */
public final class MergedParts {
    private MergedParts() {}

    /** Whether a memory may become part of another one: it is in use, and no part of a protocol between agent and tools. */
    public static boolean mayMerge(Memory memory) {
        return memory.tier() != Tier.ARCHIVE
                && memory.observation().toolCallIds().isEmpty()
                && memory.observation().role() != Role.TOOL;
    }

    /**
     * Whether a memory is a message of a conversation: it was remembered in a session, or is a turn, and was not made from other
     * memories. It appears in the window of its session, and its meaning may depend on the messages around it: a short reply,
     * or the answer to a question. No rule tells which ones do for every language, so policies treat all messages alike.
     */
    public static boolean isMessage(Memory memory) {
        return memory.observation().derivedFrom().isEmpty()
                && (memory.session() != null || memory.kind().equals(Kind.TURN));
    }

    /**
     * The beginning of what is made of parts: {@linkplain Observation#derivedFrom() derived} from them, with all their labels, the
     * session, the source and the validity on which they agree, and their times from the first start to the last end. It expires with the first of
     * them, is as important as the most important, and as sure and as trusted as the least.
     *
     * @param parts one at least
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

    /** What all parts agree on; null where they differ. */
    public static <T> @Nullable T common(List<Observation> parts, Function<Observation, @Nullable T> of) {
        T first = of.apply(parts.getFirst());
        return parts.stream().allMatch(part -> Objects.equals(first, of.apply(part))) ? first : null;
    }

    /** Of parts without event times there is none: what is made of them is as old as the newest. */
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
