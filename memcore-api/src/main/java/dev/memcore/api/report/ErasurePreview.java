package dev.memcore.api.report;

import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.ErasureTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an erasure by topic would erase. Show it to the user, remove what shall stay, and pass it to {@link
 * dev.memcore.api.MemorySpace#erase(ErasurePreview)}.
 *
 * @param topic the topic
 * @param names the names of the topic, and the aliases that memories give for them
 * @param memories the memories to erase, by reason and then oldest first
 * @param excluded the ids of selected memories that shall stay
 * @param hidden the number of derived memories that the principal may not see; they are erased, too
 */
public record ErasurePreview(
        ErasureTopic topic, Set<String> names, List<PreviewedMemory> memories, Set<MemoryId> excluded, int hidden) {
    /** Copies the collections. */
    public ErasurePreview {
        Arguments.present(topic, "topic");
        names = Collections.unmodifiableSet(new LinkedHashSet<>(Arguments.allPresent(names, "names")));
        memories = Arguments.list(memories, "memories");
        excluded = Collections.unmodifiableSet(new TreeSet<>(Arguments.allPresent(excluded, "excluded")));
        Arguments.notNegative(hidden, "hidden");
    }

    /** Returns the ids of the memories to erase. */
    public Set<MemoryId> ids() {
        Set<MemoryId> ids = new TreeSet<>();
        memories.forEach(previewed -> ids.add(previewed.memory().id()));
        return Collections.unmodifiableSet(ids);
    }

    /** Returns the memories by kind, such as facts, blocks and turns; in the order of {@link #memories()}. */
    public Map<Kind, List<PreviewedMemory>> byKind() {
        Map<Kind, List<PreviewedMemory>> kinds = new TreeMap<>();
        memories.forEach(previewed -> kinds.computeIfAbsent(previewed.memory().kind(), kind -> new ArrayList<>())
                .add(previewed));
        kinds.replaceAll((kind, all) -> List.copyOf(all));
        return Collections.unmodifiableMap(kinds);
    }

    /**
     * Returns this preview without some memories, which then stay. A memory that was derived from others cannot stay
     * if one of its sources is erased; then the erasure fails.
     */
    public ErasurePreview without(Collection<MemoryId> ids) {
        Set<MemoryId> all = new TreeSet<>(excluded);
        all.addAll(Arguments.allPresent(ids, "ids"));
        return new ErasurePreview(
                topic,
                names,
                memories.stream()
                        .filter(previewed -> !all.contains(previewed.memory().id()))
                        .toList(),
                all,
                hidden);
    }
}
