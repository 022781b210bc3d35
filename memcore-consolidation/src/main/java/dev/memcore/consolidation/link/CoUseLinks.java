package dev.memcore.consolidation.link;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Links memories that were used together (Hebb, 1949; Memoria: Park and Bak, 2024). Each joint use sets {@code w <- w +
 * rate * (1 - w)}, where w has halved with every half-life since the last joint use. A link whose weight falls below
 * {@value #FORGOTTEN} is removed. Memoria divides counts of joint use by counts of use, which needs a table of pairs;
 * this policy stores only the links.
 *
 * <p>Memories were used together if they were reported in one call, and so have the same time of last use. If a memory
 * is used again before the policy runs, only its latest use counts, so run the policy after each feedback, or often.
 * The validity of a link begins with the last counted joint use, so no use is counted twice. Reports of more than
 * {@value #TOGETHER} memories are ignored, because they do not relate their memories. The link starts at the older of
 * the two memories, or at the one that is not pinned.
 *
 * <p>Makes two passes; holds an id and a time for each used memory.
 */
public final class CoUseLinks implements LifecyclePolicy {
    static final int TOGETHER = 12;
    static final double FORGOTTEN = 0.05;

    private final double rate;
    private final Duration halfLife;

    /**
     * Creates the policy.
     *
     * @param rate the share of the distance to 1 that a link gains with each joint use, in (0, 1]
     * @param halfLife the time in which a link loses half its weight
     */
    public CoUseLinks(double rate, Duration halfLife) {
        Arguments.share(rate, "rate");
        this.rate = rate;
        this.halfLife = Arguments.positive(halfLife, "halfLife");
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "co-use links, rate %.2f, half-life %s", rate, halfLife);
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        List<MemoryOp> proposed = new ArrayList<>();
        Map<Instant, List<MemoryId>> company = new TreeMap<>();
        forEach(scope, memory -> {
            Instant used = scope.usage(memory.id()).lastUsed();
            if (used != null) {
                company.computeIfAbsent(used, moment -> new ArrayList<>()).add(memory.id());
            }
        });
        company.values().removeIf(together -> together.size() < 2 || together.size() > TOGETHER);
        company.forEach((moment, together) -> strengthen(scope, moment, together, limit, proposed));
        forEach(scope, memory -> fade(memory, scope.now(), limit, proposed));
        return proposed;
    }

    private static void forEach(ScopeView scope, Consumer<Memory> action) {
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(action);
        }
    }

    private void strengthen(
            ScopeView scope, Instant moment, List<MemoryId> together, int limit, List<MemoryOp> proposed) {
        List<Memory> memories =
                together.stream().map(scope::get).flatMap(Optional::stream).toList();
        for (int i = 0; i < memories.size(); i++) {
            for (int j = i + 1; j < memories.size() && proposed.size() < limit; j++) {
                boolean turned = memories.get(i).pinned();
                Memory from = memories.get(turned ? j : i);
                Memory to = memories.get(turned ? i : j);
                if (!from.pinned() && from.links().size() + TOGETHER <= Memory.MAX_LINKS) {
                    strengthen(from, to, moment).ifPresent(proposed::add);
                }
            }
        }
    }

    private Optional<MemoryOp> strengthen(Memory from, Memory to, Instant moment) {
        Link present = Stream.concat(from.links().stream(), to.links().stream())
                .filter(link -> link.type().equals(LinkType.CO_USE)
                        && (link.to().equals(to.id()) || link.to().equals(from.id())))
                .findFirst()
                .orElse(null);
        boolean elsewhere = present != null && !present.from().equals(from.id());
        if (present != null && (!lastCounted(present).isBefore(moment) || (elsewhere && to.pinned()))) {
            return Optional.empty();
        }
        double before = present == null ? 0 : weightAt(present, moment);
        double weight = before + rate * (1 - before);
        Link link = new Link(from.id(), to.id(), LinkType.CO_USE, weight, moment, null);
        if (elsewhere) {
            link = new Link(to.id(), from.id(), LinkType.CO_USE, weight, moment, null); // keeps its direction
        }
        String reason = String.format(Locale.ROOT, "used together, weight %.3f after %.3f", weight, before);
        return Optional.of(new MemoryOp.AddLink(link, new Cause(name(), reason, Set.of(from.id(), to.id()))));
    }

    private void fade(Memory memory, Instant now, int limit, List<MemoryOp> proposed) {
        for (Link link : memory.links()) {
            if (link.type().equals(LinkType.CO_USE)
                    && !memory.pinned()
                    && proposed.size() < limit
                    && weightAt(link, now) < FORGOTTEN) {
                Cause cause = Cause.of(name(), "not used together since " + lastCounted(link));
                proposed.add(new MemoryOp.RemoveLink(memory.id(), link.to(), LinkType.CO_USE, cause));
            }
        }
    }

    private static Instant lastCounted(Link link) {
        Instant from = link.validFrom();
        return from == null ? Instant.EPOCH : from;
    }

    private double weightAt(Link link, Instant moment) {
        double lives = Ages.millis(lastCounted(link), moment) / halfLife.toMillis();
        return link.weight() * Math.pow(0.5, lives);
    }
}
