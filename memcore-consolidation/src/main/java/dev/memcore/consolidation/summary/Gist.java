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
 * What a gist is: a memory of the kind {@link Kind#SUMMARY} that stands for others, its parts, which are what it is derived
 * from. Two attributes tell more: {@value #LEVEL}, 1 if its parts are raw memories, and one more for each level of gists
 * below it; and {@value #CITES}, the ids of the parts that it quotes, with blanks between.
 *
 * <p>A gist is for those who may read all of its parts, expires with the first of them, and is no surer and no more trusted
 * than any of them.
 */
public final class Gist {
    /** The attribute with its level, a whole number. */
    public static final String LEVEL = "level";
    /** The attribute with the ids of the parts that it quotes. */
    public static final String CITES = "cites";

    /** The attribute that says which sort of policy keeps it, so that they leave each other's gists alone. */
    public static final String KEEPER = "keeper";

    /** How many cited parts a gist names: the attribute is bounded. */
    public static final int MOST_CITES = 25;

    private Gist() {}

    /** The level of a memory: 0 if it is no gist. */
    public static int level(Memory memory) {
        return Arguments.present(memory, "memory").observation().attributes().get(LEVEL)
                                instanceof AttributeValue.Whole(long level)
                        && memory.kind().equals(Kind.SUMMARY)
                ? Math.clamp(level, 0, Integer.MAX_VALUE)
                : 0;
    }

    /** The parts that a gist quotes, in the order of their first sentences; empty if it does not say. */
    public static List<MemoryId> cites(Memory gist) {
        return Arguments.present(gist, "gist").observation().attributes().get(CITES)
                                instanceof AttributeValue.Text(String ids)
                        && !ids.isBlank()
                ? Arrays.stream(ids.split(" ")).map(MemoryId::parse).toList()
                : List.of();
    }

    /**
     * The way back: the raw memories that a gist stands for, through all levels, each once, in the order in which they were
     * remembered, as they are. What is no longer kept is left out.
     *
     * @param memories gives a memory by its id, whatever its tier and status
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

    /** Whether there is anything in some memories to make a gist of. */
    static boolean says(List<Memory> parts) {
        return parts.stream().anyMatch(part -> !part.text().isBlank());
    }

    /** Whether a memory is a gist that a sort of policy keeps. */
    public static boolean isKeptBy(String keeper, Memory memory) {
        Arguments.present(keeper, "keeper");
        return level(memory) > 0
                && memory.observation().attributes().get(KEEPER) instanceof AttributeValue.Text(String name)
                && name.equals(keeper);
    }

    /**
     * A new gist.
     *
     * @param parts what it stands for, at least one
     * @param text the gist
     * @param cites the parts that it quotes; more than {@value #MOST_CITES} are not named
     * @param tier where it is to be
     * @param keeper which sort of policy keeps it
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
