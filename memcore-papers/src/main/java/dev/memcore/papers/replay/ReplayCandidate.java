package dev.memcore.papers.replay;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.Set;

/**
 * A memory that may be replayed.
 *
 * @param topic the task or subject that it belongs to
 * @param vector must not be modified; of the same length in all candidates
 * @param tags words that describe the memory; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // equality by array identity is intended
public record ReplayCandidate(MemoryId id, String topic, double[] vector, Set<String> tags) {
    /** Checks the vector, and copies the tags. */
    public ReplayCandidate {
        Arguments.present(id, "id");
        Arguments.present(topic, "topic");
        Arguments.vector(vector, Arguments.present(vector, "vector").length, "vector");
        tags = Set.copyOf(Arguments.allPresent(tags, "tags"));
    }
}
