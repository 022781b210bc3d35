package dev.memcore.consolidation.provenance;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gists of one level in a scope, and the memories from which gists are or can be made, collected in one pass over
 * the memories. Holds ids, no texts. For one thread.
 */
public final class GistBook {
    private final Set<MemoryId> inForce = new HashSet<>();
    private final Map<Group, List<MemoryId>> sources = new LinkedHashMap<>();
    private final List<Kept> gists = new ArrayList<>();

    /** The properties that memories of one gist share. */
    public record Group(@Nullable String session, Validity validity) {}

    /** A gist that exists, or is about to be added. */
    public record Kept(MemoryId id, Group group, Set<MemoryId> parts, boolean pinned) {}

    private GistBook() {}

    /**
     * Reads a scope.
     *
     * @param isSource selects the memories from which gists are made; echoes are never selected
     * @param isGist selects the gists to maintain
     * @param acrossSessions whether memories of several sessions may be summarised together
     */
    public static GistBook of(
            ScopeView scope, Predicate<Memory> isSource, Predicate<Memory> isGist, boolean acrossSessions) {
        GistBook book = new GistBook();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(memory -> {
                book.inForce.add(memory.id());
                Group group = new Group(acrossSessions ? null : memory.session(), Validity.of(memory));
                if (isGist.test(memory)) {
                    book.add(new Kept(memory.id(), group, memory.observation().derivedFrom(), memory.pinned()));
                } else if (!memory.observation().isEcho() && isSource.test(memory)) {
                    book.sources.computeIfAbsent(group, g -> new ArrayList<>()).add(memory.id());
                }
            });
        }
        return book;
    }

    public void add(Kept gist) {
        gists.add(gist);
    }

    /** Removes the gists of which a part is no longer in force, and returns them. Pinned gists stay. */
    public List<Kept> takeOutdated() {
        List<Kept> outdated = gists.stream()
                .filter(gist -> !gist.pinned() && !inForce.containsAll(gist.parts()))
                .toList();
        gists.removeAll(outdated);
        return outdated;
    }

    public Set<Group> groups() {
        return sources.keySet();
    }

    public Set<MemoryId> covered() {
        Set<MemoryId> covered = new HashSet<>();
        gists.forEach(gist -> covered.addAll(gist.parts()));
        return covered;
    }

    /** Returns the sources of a group that no gist represents, in order of recording. */
    public List<MemoryId> uncovered(Group group, Set<MemoryId> covered) {
        return sources.getOrDefault(group, List.of()).stream()
                .filter(id -> !covered.contains(id))
                .toList();
    }

    /** Returns the latest gist of a group, which may still be extended; null if there is none, or if it is pinned. */
    @Nullable
    public Kept latest(Group group) {
        return gists.reversed().stream()
                .filter(gist -> Objects.equals(gist.group(), group))
                .findFirst()
                .filter(gist -> !gist.pinned())
                .orElse(null);
    }

    /**
     * Returns the gists all of whose parts are also represented by later gists, each with one of these later gists.
     * Pinned gists are not included.
     */
    public Map<MemoryId, MemoryId> outgrown() {
        Map<MemoryId, Integer> last = new HashMap<>();
        for (int i = 0; i < gists.size(); i++) {
            for (MemoryId part : gists.get(i).parts()) {
                last.put(part, i);
            }
        }
        Map<MemoryId, MemoryId> outgrown = new LinkedHashMap<>();
        for (int i = 0; i < gists.size(); i++) {
            Kept gist = gists.get(i);
            int earliest = gist.parts().stream()
                    .mapToInt(part -> last.getOrDefault(part, 0))
                    .min()
                    .orElse(i);
            if (earliest > i && !gist.pinned()) {
                outgrown.put(gist.id(), gists.get(earliest).id());
            }
        }
        return outgrown;
    }
}
