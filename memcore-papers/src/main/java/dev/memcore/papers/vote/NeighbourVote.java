package dev.memcore.papers.vote;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import java.util.List;

/**
 * Labels a text by a vote of the labelled memories that are nearest to it. Each memory is an example, and the value of
 * one of its attributes is the label. New examples count at once, and nothing is trained.
 *
 * <pre>{@code
 * space.remember(Observation.builder("My card has not arrived.").attribute("intent", "delivery").build());
 * NeighbourVote intents = NeighbourVote.over(space, "intent");
 * intents.of("Where is the card that I ordered?").best(); // delivery
 * }</pre>
 *
 * <p>This is the prediction from cached examples of LongMem (Wang et al., 2023) and kNN-LM (Khandelwal et al., 2020),
 * with the ranking of the store instead of distances. The weights are those of Dudani (The distance-weighted k-nearest
 * neighbour rule, 1976) with scores: with s<sub>1</sub> the best and s<sub>k</sub> the last score, a neighbour with the
 * score s has the weight (s - s<sub>k</sub>) / (s<sub>1</sub> - s<sub>k</sub>). If all scores are equal, each weight is
 * 1.
 *
 * <p>One recall for each text. Immutable and thread-safe.
 */
public final class NeighbourVote {
    /** The default number of neighbours that vote: {@value}. */
    public static final int NEIGHBOURS = 10;

    private final MemoryView memories;
    private final String attribute;
    private final int neighbours;

    private NeighbourVote(MemoryView memories, String attribute, int neighbours) {
        this.memories = Arguments.present(memories, "memories");
        this.attribute = Arguments.name(attribute, "attribute");
        this.neighbours = Arguments.positive(neighbours, "neighbours");
        Arguments.atMost(neighbours, MemoryQuery.MAX_LIMIT, "neighbours");
    }

    /**
     * Returns a vote of {@value #NEIGHBOURS} neighbours.
     *
     * @param memories the examples; memories without the attribute do not vote
     * @param attribute the name of the attribute whose value is the label
     */
    public static NeighbourVote over(MemoryView memories, String attribute) {
        return new NeighbourVote(memories, attribute, NEIGHBOURS);
    }

    /**
     * Returns this with another number of neighbours, 1 to {@value MemoryQuery#MAX_LIMIT}.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is not positive; {@link ErrorCode#LIMIT_EXCEEDED}
     *     if it is greater
     */
    public NeighbourVote withNeighbours(int neighbours) {
        return new NeighbourVote(memories, attribute, neighbours);
    }

    /** Returns the result for a text. It is empty if no memory with the attribute is found. */
    public VoteResult of(String text) {
        MemoryFilter labelled = MemoryFilter.builder()
                .where(Condition.attribute(attribute).exists())
                .build();
        MemoryQuery query =
                MemoryQuery.builder(text).limit(neighbours).filter(labelled).build();
        return VoteResult.of(attribute, weighted(memories.recall(query).hits()));
    }

    private static List<VoteResult.Voter> weighted(List<Recalled> hits) {
        double best = hits.stream().mapToDouble(Recalled::score).max().orElse(0);
        double last = hits.stream().mapToDouble(Recalled::score).min().orElse(0);
        return hits.stream()
                .map(hit -> new VoteResult.Voter(hit.memory(), best == last ? 1 : (hit.score() - last) / (best - last)))
                .toList();
    }
}
