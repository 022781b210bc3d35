package dev.memcore;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.Usage;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.ScopeView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A scope as it would be if what was proposed so far in this run had been done. A dry run and a real one see the same: the
 * real one carries out exactly what was folded here, and then reads it from the index; so it holds no more than one commit's
 * changes, and what could not be carried out.
 */
final class Overlay implements ScopeView {
    private static final int PAGE = 500;
    /** All tiers, but no blocks and no records. */
    static final MemoryFilter POLICIES_SEE = everyTier();

    private final MemoryIndex index;
    private final Function<MemoryId, Usage> usage;
    private final Scope scope;
    private final Instant now;
    private final OpFold fold;
    private final Map<MemoryId, Memory> changed = new HashMap<>();
    private final TreeMap<MemoryId, Memory> added = new TreeMap<>();

    Overlay(MemoryIndex index, Function<MemoryId, Usage> usage, Scope scope, Instant now) {
        this.index = index;
        this.usage = usage;
        this.scope = scope;
        this.now = now;
        this.fold = new OpFold(now, 0, false);
    }

    private static MemoryFilter everyTier() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Stream<Memory> memories() {
        Stream<Memory> present = StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Pages(), 0), false)
                .map(memory -> changed.getOrDefault(memory.id(), memory))
                .filter(memory -> !added.containsKey(memory.id()));
        return Stream.concat(present, added.values().stream())
                .filter(memory -> memory.inForceAt(now) && POLICIES_SEE.accepts(memory));
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return Optional.ofNullable(present(id)).filter(memory -> memory.scope().equals(scope));
    }

    @Override
    public Usage usage(MemoryId id) {
        return usage.apply(id);
    }

    /** The version of a memory that an operation would meet; 0: there is none. */
    int version(MemoryId id) {
        Memory memory = present(id);
        return memory == null ? 0 : memory.version();
    }

    /** Folds an operation; false: it does not fit, or its memory is pinned. */
    boolean take(MemoryOp op) {
        Memory before = present(op.id());
        if (before != null && before.pinned()) {
            return false;
        }
        try {
            Memory next = fold.apply(op, this::present);
            changed.put(next.id(), next);
            if (op instanceof MemoryOp.Add || added.containsKey(next.id())) {
                added.put(next.id(), next);
            }
            return true;
        } catch (MemoryException e) {
            if (e.code() != ErrorCode.CONFLICT && e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    /** Lets go of changes that the index has. */
    void settled(List<Memory> versions) {
        for (Memory version : versions) {
            changed.remove(version.id());
            added.remove(version.id());
        }
    }

    /** How many memories each tier has; those that have none are left out. O(memories). */
    Map<Tier, Integer> sizes() {
        Map<Tier, Integer> sizes = new EnumMap<>(Tier.class);
        try (Stream<Memory> memories = memories()) {
            memories.forEach(memory -> sizes.merge(memory.tier(), 1, Integer::sum));
        }
        return sizes;
    }

    private @Nullable Memory present(MemoryId id) {
        Memory mine = changed.get(id);
        return mine != null ? mine : index.get(id).orElse(null);
    }

    /** The scope's memories in the index, page by page. */
    private final class Pages implements Iterator<Memory> {
        private Iterator<Memory> page = List.<Memory>of().iterator();
        private @Nullable MemoryId last;
        private boolean finished;

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !finished) {
                List<Memory> next = index.scan(scope, last, PAGE);
                finished = next.size() < PAGE;
                last = next.isEmpty() ? last : next.getLast().id();
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public Memory next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
