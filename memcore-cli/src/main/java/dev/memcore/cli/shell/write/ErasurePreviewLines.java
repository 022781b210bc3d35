package dev.memcore.cli.shell.write;

import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.LinkWalk.Direction;
import dev.memcore.api.filter.Linked;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the memories that an erasure would erase, as far as they are visible. */
final class ErasurePreviewLines {
    private static final int LINES = 20;

    private final ShellContext desk;

    ErasurePreviewLines(ShellContext desk) {
        this.desk = desk;
    }

    /** Shows the memories that are meant, and those that were derived from them. */
    void show(Erasure erasure) {
        List<Memory> meant = erasure.ids().isEmpty() ? matching(erasure) : latest(erasure.ids());
        List<Memory> derived = derivedFrom(meant);
        show("with all its versions", meant);
        if (!derived.isEmpty()) {
            show("derived from these", derived);
        }
        if (erasure.ids().isEmpty()) {
            desk.screen().line("and superseded, forgotten and quarantined memories, which are not shown");
        }
        if (erasure.reach() == Erasure.Reach.WHOLE_SCOPE || erasure.reach() == Erasure.Reach.WHOLE_TENANT) {
            desk.screen().line("and everything in the scopes within this one, which is not shown either");
        }
    }

    private void show(String what, List<Memory> memories) {
        desk.screen().line(memories.size(), " to be erased, ", what);
        memories.stream().limit(LINES).forEach(new MemoryPrinter(desk)::brief);
        if (memories.size() > LINES) {
            desk.screen().line("... and ", memories.size() - LINES, " more");
        }
    }

    private List<Memory> matching(Erasure erasure) {
        MemoryFilter filter =
                Objects.requireNonNullElse(erasure.filter(), MemoryFilter.any().everywhere());
        boolean visible = erasure.reach() == Erasure.Reach.VISIBLE;
        return desk.listed(filter).stream()
                .filter(memory -> visible || memory.scope().equals(desk.reader().scope()))
                .toList();
    }

    private List<Memory> latest(Set<MemoryId> ids) {
        List<Memory> memories = new ArrayList<>();
        for (MemoryId id : ids) {
            Memory memory = latest(id);
            if (memory != null) {
                memories.add(memory);
            }
        }
        return memories;
    }

    /** Returns the present version, whatever its status; null if it is in quarantine or not visible. */
    private @Nullable Memory latest(MemoryId id) {
        try {
            return desk.space().history(id).getLast();
        } catch (MemoryException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            desk.screen().line(desk.shown().name(id), "  (held back, or there is no such memory)");
            return null;
        }
    }

    private List<Memory> derivedFrom(List<Memory> memories) {
        Set<MemoryId> from = memories.stream().map(Memory::id).collect(Collectors.toSet());
        return from.isEmpty()
                ? List.of()
                : desk
                        .space()
                        .walk(new LinkWalk(
                                from,
                                Direction.IN,
                                Set.of(LinkType.DERIVED_FROM),
                                LinkWalk.MAX_DEPTH,
                                MemoryQuery.MAX_LIMIT,
                                null))
                        .stream()
                        .map(Linked::memory)
                        .toList();
    }
}
