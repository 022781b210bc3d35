package dev.memcore.inspector.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes from one version of a memory to the next: for each changed part, its name, and its value before and after. */
final class VersionChanges {
    private static final int MAX_VALUE = 2_000;

    private final ArrayNode changes = MemoryJson.array();

    private VersionChanges() {}

    static ArrayNode between(Memory before, Memory after) {
        VersionChanges all = new VersionChanges();
        all.add("text", before.text(), after.text());
        all.add("status", before.status(), after.status());
        all.add("superseded by", before.supersededBy(), after.supersededBy());
        all.add("kind", before.kind(), after.kind());
        all.add("tier", before.tier(), after.tier());
        all.add("pinned", before.pinned(), after.pinned());
        all.add("importance", before.importance(), after.importance());
        all.add("confidence", before.confidence(), after.confidence());
        all.add("event time", before.eventTime(), after.eventTime());
        all.add("valid from", before.validFrom(), after.validFrom());
        all.add("valid until", before.validTo(), after.validTo());
        all.add("expires", before.expiresAt(), after.expiresAt());
        all.add("search keys", before.searchKeys().lists(), after.searchKeys().lists());
        all.attributes(before, after);
        all.add("links", links(before), links(after));
        return all.changes;
    }

    private void attributes(Memory before, Memory after) {
        TreeSet<String> names = new TreeSet<>(before.attributes().keySet());
        names.addAll(after.attributes().keySet());
        TreeMap<String, @Nullable String> was = new TreeMap<>();
        before.attributes().forEach((name, value) -> was.put(name, MemoryJson.attribute(value)));
        TreeMap<String, @Nullable String> is = new TreeMap<>();
        after.attributes().forEach((name, value) -> is.put(name, MemoryJson.attribute(value)));
        names.forEach(name -> add("attribute " + name, was.get(name), is.get(name)));
    }

    private static @Nullable String links(Memory memory) {
        return memory.links().isEmpty()
                ? null
                : memory.links().stream().map(VersionChanges::words).collect(Collectors.joining("; "));
    }

    private static String words(Link link) {
        return link.type() + " to " + link.to() + " (" + link.weight() + ")";
    }

    private void add(String part, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.addObject().put("part", part).put("before", shown(before)).put("after", shown(after));
        }
    }

    private static @Nullable String shown(@Nullable Object value) {
        return value == null ? null : MemoryJson.start(value.toString(), MAX_VALUE);
    }
}
