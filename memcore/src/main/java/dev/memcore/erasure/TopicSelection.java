package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.report.ErasurePreview;
import dev.memcore.api.report.PreviewedMemory;
import dev.memcore.api.report.SelectionReason;
import dev.memcore.commit.DerivationClosure;
import dev.memcore.component.IndexPages;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Selects the memories of a topic for one principal. For one thread. */
public final class TopicSelection {
    /** The cause of the erasure. It does not name the topic, because causes remain in the log. */
    public static final Cause CAUSE = Cause.of("host", "erasure of a topic");

    private static final Comparator<PreviewedMemory> ORDER = Comparator.comparing(PreviewedMemory::reason)
            .thenComparing(previewed -> previewed.memory().id());

    private final MemoryIndex index;
    private final Principal reader;
    private final ErasureTopic topic;
    private final Map<MemoryId, PreviewedMemory> selected = new LinkedHashMap<>();

    public TopicSelection(MemoryIndex index, Principal reader, ErasureTopic topic) {
        this.index = index;
        this.reader = reader;
        this.topic = topic;
    }

    /** Selects the memories that exist now. */
    public ErasurePreview preview(ReadTime now) {
        TopicNames named = new TopicNames(topic.names());
        Set<String> aliases = new LinkedHashSet<>();
        forEach(memory -> versions(memory).forEach(version -> addAliases(version, named, aliases)));
        TopicNames others = new TopicNames(aliases);
        forEach(memory -> add(memory, named, others));
        if (topic.minRelevance() < 1) {
            addRelevant(now);
        }
        int hidden = addDerived();
        Set<String> names = new LinkedHashSet<>(topic.names());
        names.addAll(aliases);
        return new ErasurePreview(
                topic, names, selected.values().stream().sorted(ORDER).toList(), Set.of(), hidden);
    }

    private void addAliases(Memory version, TopicNames named, Set<String> aliases) {
        if (topic.aliases()) {
            aliases.addAll(named.aliasesIn(version.text()));
        }
    }

    private void forEach(Consumer<Memory> action) {
        for (Scope scope : index.scopes()) {
            if (topic.exactScope() ? scope.equals(reader.scope()) : scope.visibleTo(reader.scope())) {
                new IndexPages((after, limit) -> index.scan(scope, after, limit)).forEachRemaining(memory -> {
                    if (isSelectable(memory)) {
                        action.accept(memory);
                    }
                });
            }
        }
    }

    private boolean isSelectable(Memory memory) {
        return memory.status() != Status.ERASED && reader.sees(memory) && !ErasureTargets.isStoresOwn(memory);
    }

    /** Returns the versions of a memory, the present one first. */
    private List<Memory> versions(Memory memory) {
        return memory.version() == 1
                ? List.of(memory)
                : index.history(memory.id()).reversed();
    }

    private void add(Memory memory, TopicNames named, TopicNames others) {
        for (Memory version : versions(memory)) {
            String name = named.in(version);
            String alias = name == null ? others.in(version) : null;
            if (name != null || alias != null) {
                boolean present = version.version() == memory.version();
                SelectionReason reason = !present
                        ? SelectionReason.EARLIER_VERSION
                        : name != null ? SelectionReason.NAMED : SelectionReason.ALIAS;
                select(memory, reason, name != null ? name : String.valueOf(alias));
                return;
            }
        }
    }

    private void select(Memory memory, SelectionReason reason, String detail) {
        selected.putIfAbsent(memory.id(), new PreviewedMemory(memory, reason, detail));
    }

    private void addRelevant(ReadTime now) {
        MemoryQuery query = MemoryQuery.builder(String.join(" ", topic.names()))
                .limit(MemoryQuery.MAX_LIMIT)
                .minRelevance(topic.minRelevance())
                .filter(MemoryFilter.any())
                .build();
        for (Recalled hit : index.search(reader, query, now).hits()) {
            if (!topic.exactScope() || hit.memory().scope().equals(reader.scope())) {
                select(
                        hit.memory(),
                        SelectionReason.RELEVANT,
                        String.format(Locale.ROOT, "relevance %.2f", hit.relevance()));
            }
        }
    }

    /** Adds what was derived from the selected memories. Returns the number of those that the reader does not see. */
    private int addDerived() {
        int hidden = 0;
        for (MemoryId id : new DerivationClosure(index).closure(Set.copyOf(selected.keySet()))) {
            Memory memory = selected.containsKey(id) ? null : index.get(id).orElse(null);
            if (memory != null && isSelectable(memory)) {
                select(memory, SelectionReason.DERIVED, sources(memory));
            } else if (memory != null && memory.status() != Status.ERASED) {
                hidden++;
            }
        }
        return hidden;
    }

    private String sources(Memory memory) {
        Set<MemoryId> from = memory.observation().derivedFrom();
        return from.stream()
                .filter(selected::containsKey)
                .findFirst()
                .map(id -> "from " + id)
                .orElse("");
    }

    /**
     * Throws unless a new preview selects the same versions as the given one, apart from what shall stay.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT}
     */
    public static void requireSame(ErasurePreview given, ErasurePreview now) {
        ErasurePreview present = now.without(given.excluded());
        Map<MemoryId, Integer> before = versions(given);
        Map<MemoryId, Integer> after = versions(present);
        if (!before.equals(after) || given.hidden() != now.hidden()) {
            throw MemoryException.of(ErrorCode.CONFLICT, changed(before, after));
        }
        Set<MemoryId> ids = given.ids();
        for (MemoryId kept : given.excluded()) {
            PreviewedMemory stays = find(now, kept);
            if (stays != null
                    && stays.memory().observation().derivedFrom().stream().anyMatch(ids::contains)) {
                throw MemoryException.of(
                        ErrorCode.CONFLICT,
                        "memory " + kept + " cannot stay, because it was derived from a memory that is erased");
            }
        }
    }

    private static @Nullable PreviewedMemory find(ErasurePreview preview, MemoryId id) {
        return preview.memories().stream()
                .filter(previewed -> previewed.memory().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static Map<MemoryId, Integer> versions(ErasurePreview preview) {
        Map<MemoryId, Integer> versions = new HashMap<>();
        preview.memories()
                .forEach(previewed ->
                        versions.put(previewed.memory().id(), previewed.memory().version()));
        return versions;
    }

    private static String changed(Map<MemoryId, Integer> before, Map<MemoryId, Integer> after) {
        List<MemoryId> added = new ArrayList<>(after.keySet());
        added.removeAll(before.keySet());
        List<MemoryId> gone = new ArrayList<>(before.keySet());
        gone.removeAll(after.keySet());
        long revised = before.entrySet().stream()
                .filter(one ->
                        after.containsKey(one.getKey()) && !one.getValue().equals(after.get(one.getKey())))
                .count();
        return "the preview is out of date: since then, " + added.size() + " memories belong to the topic anew, "
                + gone.size() + " no longer, and " + revised + " have changed; preview the erasure again";
    }
}
