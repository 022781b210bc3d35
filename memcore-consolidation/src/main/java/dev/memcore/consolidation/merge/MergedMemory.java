package dev.memcore.consolidation.merge;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.config.Limits;
import dev.memcore.consolidation.provenance.MergedParts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the memory that replaces several: an {@linkplain Kind#EPISODE episode} {@linkplain Observation#derivedFrom()
 * derived} from them. It contains their texts, one under another, each once, with the speakers' names if there are
 * several. Text that does not fit stays readable in the parts. The importance is the greatest of the parts; confidence
 * and trust are the least. Properties on which all parts agree are kept; others are left empty. Three attributes record
 * the parts, so that the memory has the right weight when it is merged again.
 */
final class MergedMemory {
    /** The attribute for the number of original memories that it was merged from. */
    static final String COUNT = "merged.count";

    /** The attribute for the id of the first recorded original memory. */
    static final String FIRST = "merged.first";

    /** The attribute for the kind of the original memories. */
    static final String PARTS = "merged.kind";

    private static final int OWN = 3;

    private MergedMemory() {}

    /**
     * Returns the content of the merged memory.
     *
     * @param parts at least two, in order of time, with the same labels, validity and expiry
     * @param limits the limits of the manager; no part exceeds them
     */
    static Observation of(List<Memory> parts, Limits limits) {
        List<Observation> seen = parts.stream().map(Memory::observation).toList();
        Observation one = seen.getFirst();
        String speaker = MergedParts.common(seen, Observation::speaker);
        Observation.Builder merged = MergedParts.observation(parts, text(seen, speaker == null, limits.textChars()))
                .kind(Kind.EPISODE)
                .tier(one.tier())
                .role(MergedParts.common(seen, Observation::role))
                .speaker(speaker)
                .searchKeys(seen.stream().map(Observation::searchKeys).reduce(SearchKeys.NONE, SearchKeys::plus));
        attributes(seen, limits.attributes() - OWN).forEach(merged::attribute);
        return merged.attribute(
                        COUNT, parts.stream().mapToLong(MergedMemory::count).sum())
                .attribute(FIRST, first(parts).toString())
                .attribute(PARTS, kindOfParts(parts.getFirst()).name())
                .build();
    }

    /** Returns the number of original memories that a memory was merged from; 1 if it was not merged. */
    static long count(Memory memory) {
        return attribute(memory, COUNT) instanceof AttributeValue.Whole(long count) ? Math.max(1, count) : 1;
    }

    /** Returns the id of the first recorded original memory; its own id if it was not merged. */
    static MemoryId first(Memory memory) {
        return attribute(memory, FIRST) instanceof AttributeValue.Text(String id) ? MemoryId.parse(id) : memory.id();
    }

    private static MemoryId first(List<Memory> parts) {
        return parts.stream()
                .map(MergedMemory::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns the kind of the original memories; its own kind if it was not merged. */
    static Kind kindOfParts(Memory memory) {
        return attribute(memory, PARTS) instanceof AttributeValue.Text(String kind) ? Kind.of(kind) : memory.kind();
    }

    private static @Nullable AttributeValue attribute(Memory memory, String name) {
        boolean derived = !memory.observation().derivedFrom().isEmpty();
        return derived ? memory.observation().attributes().get(name) : null;
    }

    private static String text(List<Observation> seen, boolean named, int textChars) {
        StringBuilder text = new StringBuilder();
        for (Observation part : seen) {
            String line = named && part.speaker() != null ? part.speaker() + ": " + part.text() : part.text();
            if (text.length() + line.length() + 1 > textChars) {
                break;
            }
            boolean said = ("\n" + text + "\n").contains("\n" + line + "\n");
            text.append(said ? "" : (text.isEmpty() ? "" : "\n") + line);
        }
        return text.isEmpty() ? seen.getFirst().text() : text.toString();
    }

    /** The attributes on which all parts agree; if there are too many, the first by name. */
    private static Map<String, AttributeValue> attributes(List<Observation> seen, int most) {
        TreeMap<String, AttributeValue> common = new TreeMap<>(seen.getFirst().attributes());
        common.keySet().removeAll(Set.of(COUNT, FIRST, PARTS));
        seen.forEach(part -> common.entrySet().retainAll(part.attributes().entrySet()));
        while (common.size() > Math.max(0, most)) {
            common.pollLastEntry();
        }
        return common;
    }
}
