package dev.memcore.consolidation.summary;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.provenance.MergedParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A gist is a memory of the kind {@link Kind#SUMMARY} that represents other memories, its parts, from which it is
 * derived. It has three attributes. {@value #LEVEL} is 1 if its parts are raw memories, and one more for each level of
 * gists below it. {@value #CITES} contains the ids of the quoted parts, separated by spaces. {@value #KEEPER} names the
 * policy that maintains it.
 *
 * <p>A gist is visible to readers that may read all of its parts, and expires with the first of them. Its confidence
 * and trust do not exceed those of any part.
 */
public final class Gist {
    /** The attribute for the level, a whole number. */
    public static final String LEVEL = "level";
    /** The attribute for the ids of the quoted parts. */
    public static final String CITES = "cites";

    /**
     * The attribute that names the kind of policy that maintains the gist, so that policies do not change each other's
     * gists.
     */
    public static final String KEEPER = "keeper";

    /** The maximum number of quoted parts that a gist names, because attributes are bounded. */
    public static final int MOST_CITES = 25;

    private Gist() {}

    /** Returns the level of a memory: 0 if it is not a gist. */
    public static int level(Memory memory) {
        return Arguments.present(memory, "memory").observation().attributes().get(LEVEL)
                                instanceof AttributeValue.Whole(long level)
                        && memory.kind().equals(Kind.SUMMARY)
                ? Math.clamp(level, 0, Integer.MAX_VALUE)
                : 0;
    }

    /** Returns the parts that a gist quotes, in the order of their first sentences; empty if it does not name them. */
    public static List<MemoryId> cites(Memory gist) {
        return Arguments.present(gist, "gist").observation().attributes().get(CITES)
                                instanceof AttributeValue.Text(String ids)
                        && !ids.isBlank()
                ? Arrays.stream(ids.split(" ")).map(MemoryId::parse).toList()
                : List.of();
    }

    /**
     * Returns the raw memories that a gist represents, through all levels, each once, in the order of recording.
     * Memories that are no longer kept are omitted.
     *
     * @param memories returns a memory by its id, whatever its tier and status
     */
    public static List<Memory> expand(Memory gist, Function<MemoryId, Optional<Memory>> memories) {
        TreeMap<MemoryId, Memory> raw = new TreeMap<>();
        Set<MemoryId> seen = new HashSet<>();
        Arguments.present(memories, "memories");
        List<Memory> open = new ArrayList<>(List.of(Arguments.present(gist, "gist")));
        while (!open.isEmpty()) {
            Memory next = open.removeLast();
            if (level(next) == 0) {
                raw.put(next.id(), next);
            } else {
                next.observation().derivedFrom().stream()
                        .filter(seen::add)
                        .flatMap(id -> memories.apply(id).stream())
                        .forEach(open::add);
            }
        }
        return List.copyOf(raw.values());
    }

    /** Whether any of the parts has text. */
    static boolean says(List<Memory> parts) {
        return parts.stream().anyMatch(part -> !part.text().isBlank());
    }

    /** Returns whether a memory is a gist that the given kind of policy maintains. */
    public static boolean isKeptBy(String keeper, Memory memory) {
        Arguments.present(keeper, "keeper");
        return level(memory) > 0
                && memory.observation().attributes().get(KEEPER) instanceof AttributeValue.Text(String name)
                && name.equals(keeper);
    }

    /**
     * Returns the content of a new gist.
     *
     * @param parts the represented memories, at least one
     * @param text the text of the gist
     * @param cites the quoted parts; no more than {@value #MOST_CITES} are named
     * @param tier the tier of the gist
     * @param keeper the kind of policy that maintains it
     */
    public static Observation of(List<Memory> parts, String text, List<MemoryId> cites, Tier tier, String keeper) {
        Arguments.allPresent(cites, "cites");
        return MergedParts.observation(Arguments.allPresent(parts, "parts"), text)
                .kind(Kind.SUMMARY)
                .tier(tier)
                .attribute(
                        LEVEL, 1L + parts.stream().mapToInt(Gist::level).max().orElseThrow())
                .attribute(KEEPER, keeper)
                .attribute(
                        CITES,
                        cites.stream().limit(MOST_CITES).map(MemoryId::toString).collect(Collectors.joining(" ")))
                .build();
    }
}
