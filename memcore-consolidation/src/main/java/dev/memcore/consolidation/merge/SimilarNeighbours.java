package dev.memcore.consolidation.merge;

import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.cluster.AdjacentMerge;
import dev.memcore.consolidation.cluster.AdjacentMerge.Neighbours;
import java.util.List;
import java.util.Optional;

/**
 * Merges the most similar neighbours in time (MovieChat, Song et al., 2024): {@link AdjacentMerge} over the groups. O(n
 * log n). It stops before a merge that exceeds the limits; later requests merge the rest.
 */
final class SimilarNeighbours implements MergePlan {
    @Override
    public String what() {
        return "similar neighbours";
    }

    @Override
    public boolean acrossSessions() {
        return false;
    }

    @Override
    public List<List<MemoryId>> merges(Mergeable mergeable, int target, int limit, int most) {
        if (mergeable.size() < 2) {
            return List.of();
        }
        AdjacentMerge merge =
                new AdjacentMerge(mergeable.segments(), place -> mergeable.group(place) != mergeable.group(place + 1));
        int operations = 0;
        Optional<Neighbours> next = merge.mostSimilar();
        while (next.isPresent() && merge.size() > target) {
            operations += more(next.get());
            if (operations > limit || next.get().to() - next.get().from() > most) {
                break;
            }
            merge.join(next.get());
            next = merge.mostSimilar();
        }
        return merge.segments().stream()
                .map(AdjacentGroup::members)
                .filter(members -> members.size() > 1)
                .map(members -> members.stream().map(mergeable::id).toList())
                .toList();
    }

    /** The number of additional operations that this merge needs. */
    private static int more(Neighbours next) {
        int left = next.middle() - next.from();
        int right = next.to() - next.middle();
        return operations(left + right) - operations(left) - operations(right);
    }

    private static int operations(int parts) {
        return parts == 1 ? 0 : parts + 1;
    }
}
