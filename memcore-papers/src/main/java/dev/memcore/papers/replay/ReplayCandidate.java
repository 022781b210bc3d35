package dev.memcore.papers.replay;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.Set;

/**
 * A memory that may be replayed.
 *
 * @param topic the task or subject that it belongs to
 * @param vector not to be changed by anybody; of the same length in all candidates
 * @param tags what it is about, in words; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // a number per dimension; two are the same if their array is
public record ReplayCandidate(MemoryId id, String topic, double[] vector, Set<String> tags) {
    /** Checks the vector, and copies the tags. */
    public ReplayCandidate {
        Arguments.present(id, "id");
        Arguments.present(topic, "topic");
        Arguments.vector(vector, Arguments.present(vector, "vector").length, "vector");
        tags = Set.copyOf(Arguments.allPresent(tags, "tags"));
    }
}
