package dev.memcore.cli.person;

import dev.memcore.api.MemoryManager;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a store keeps of one person.
 *
 * @param takenAt when it was read
 * @param memories the memories that are not erased, in the order in which they were added
 * @param erased the marks that erasures left, in the same order
 */
record PersonRecord(
        String tenant, String user, Instant takenAt, List<PersonMemory> memories, List<PersonMemory> erased) {

    /** Reads the log of a store. O(log); holds what belongs to the person in memory. */
    static PersonRecord read(MemoryManager store, String tenant, String user, Instant now) {
        PersonLog log = new PersonLog(tenant, user);
        store.exportTo(log);
        Map<Boolean, List<PersonMemory>> parts =
                log.memories().stream().collect(Collectors.partitioningBy(PersonMemory::isErased));
        return new PersonRecord(
                tenant, user, now, parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
    }

    /** The keyed facts by key, each key's values in the order in which they were added. */
    Map<String, List<PersonMemory>> facts() {
        return grouped(memories.stream().filter(memory -> !memory.factKey().isEmpty()), PersonMemory::factKey);
    }

    /** The messages by session, each session's messages in order of time. */
    Map<String, List<PersonMemory>> sessions() {
        Map<String, List<PersonMemory>> sessions =
                grouped(memories.stream().filter(memory -> !memory.session().isEmpty()), PersonMemory::session);
        sessions.replaceAll((id, messages) -> messages.stream()
                .sorted(Comparator.comparing(PersonMemory::when))
                .toList());
        return sessions;
    }

    /** The memories that are neither keyed facts nor part of a session. */
    List<PersonMemory> others() {
        return memories.stream()
                .filter(memory -> memory.factKey().isEmpty() && memory.session().isEmpty())
                .toList();
    }

    private static Map<String, List<PersonMemory>> grouped(
            Stream<PersonMemory> memories, Function<PersonMemory, String> key) {
        return memories.collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }
}
