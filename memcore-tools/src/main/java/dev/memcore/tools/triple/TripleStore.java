package dev.memcore.tools.triple;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.tools.call.ToolServices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Triples as memories of a kind of their own. Names are compared as {@linkplain FactKey keys of facts}: case and white space do
 * not matter. A triple is stored once. Thread-safe.
 */
final class TripleStore {
    static final Kind KIND = Kind.of("triple");

    /** The suffix of attributes that hold the compared form of a name. */
    private static final String COMPARED = ".key";

    private static final List<String> PARTS = List.of(Triple.SUBJECT, Triple.RELATION, Triple.OBJECT);

    private final MemorySpace space;
    private final ReentrantLock lock = new ReentrantLock();

    TripleStore(ToolServices services) {
        space = services.space();
    }

    /**
     * A result of a read.
     *
     * @param memories the memories that hold the triples, oldest first
     * @param replaced for each name that is not stored, the similar names that were used instead; empty if all names are stored
     */
    record Answer(List<Memory> memories, Map<String, List<String>> replaced) {}

    /**
     * Stores a triple, unless it is stored already.
     *
     * @param replaces whether the earlier objects of the subject and relation in this scope are forgotten
     * @return how many triples were forgotten; -1 if the triple was stored already and nothing was forgotten
     */
    int write(Triple triple, boolean replaces) {
        lock.lock();
        try {
            List<Memory> earlier =
                    exact(Map.of(Triple.SUBJECT, triple.subject(), Triple.RELATION, triple.relation())).stream()
                            .filter(memory ->
                                    memory.scope().equals(space.principal().scope()))
                            .toList();
            boolean stored = earlier.stream().anyMatch(memory -> isSame(triple, memory));
            if (!stored) {
                space.remember(observation(triple));
            }
            List<Memory> outdated = replaces
                    ? earlier.stream().filter(memory -> !isSame(triple, memory)).toList()
                    : List.of();
            outdated.forEach(memory -> space.forget(memory.id()));
            return stored && outdated.isEmpty() ? -1 : outdated.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the triples with all given parts. If there are none, each name that no triple has is replaced by the most similar
     * names, and all their combinations are read. O(triples) in this case.
     *
     * @param parts names by part; a missing part may be any name
     */
    Answer read(Map<String, String> parts) {
        List<Memory> exact = exact(parts);
        if (!exact.isEmpty()) {
            return new Answer(exact, Map.of());
        }
        List<Memory> all = list(MemoryFilter.builder().kind(KIND).build());
        Map<String, List<String>> replaced = new LinkedHashMap<>();
        Map<String, Set<String>> accepted = new LinkedHashMap<>();
        parts.forEach((part, name) -> {
            Set<String> known = all.stream()
                    .map(memory -> compared(Triple.of(memory).part(part)))
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> names = known.contains(compared(name))
                    ? List.of(compared(name))
                    : new SimilarNames(known).closest(compared(name));
            accepted.put(part, new TreeSet<>(names));
            if (!known.contains(compared(name))) {
                replaced.put(name, names);
            }
        });
        return new Answer(
                all.stream().filter(memory -> accepts(accepted, memory)).toList(), replaced);
    }

    private static boolean accepts(Map<String, Set<String>> accepted, Memory memory) {
        Triple triple = Triple.of(memory);
        return accepted.entrySet().stream()
                .allMatch(part -> part.getValue().contains(compared(triple.part(part.getKey()))));
    }

    private List<Memory> exact(Map<String, String> parts) {
        MemoryFilter.Builder filter = MemoryFilter.builder().kind(KIND);
        parts.forEach((part, name) -> filter.attribute(part + COMPARED, compared(name)));
        return list(filter.build());
    }

    private List<Memory> list(MemoryFilter filter) {
        try (Stream<Memory> memories = space.stream(filter)) {
            return memories.toList();
        }
    }

    private static Observation observation(Triple triple) {
        Observation.Builder observed = Observation.builder(triple.sentence()).kind(KIND);
        PARTS.forEach(part ->
                observed.attribute(part, triple.part(part)).attribute(part + COMPARED, compared(triple.part(part))));
        return observed.build();
    }

    private static boolean isSame(Triple triple, Memory memory) {
        return compared(Triple.of(memory).object()).equals(compared(triple.object()));
    }

    private static String compared(String name) {
        return new FactKey(name).text();
    }
}
