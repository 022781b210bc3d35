package dev.memcore.papers.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NeighbourVoteTest {
    private static final AttributeValue DELIVERY = new AttributeValue.Text("delivery");
    private static final AttributeValue WEATHER = new AttributeValue.Text("weather");

    private final MemoryManager manager = Memcore.inMemory();
    private final MemorySpace space = manager.space(Scope.of("acme", "bob"));

    @BeforeEach
    void store() {
        example("My card has not arrived yet.", "delivery");
        example("The parcel with the card is late.", "delivery");
        example("Will it rain in Oslo tomorrow?", "weather");
        example("How cold is it in Oslo?", "weather");
        space.remember("The card that I ordered has arrived."); // has no label
    }

    private void example(String text, String label) {
        space.remember(Observation.builder(text).attribute("intent", label).build());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theNearestLabelledMemoriesVote() {
        VoteResult vote = NeighbourVote.over(space, "intent").withNeighbours(3).of("When does my card arrive?");
        assertEquals(Optional.of(DELIVERY), vote.best());
        assertEquals(3, vote.voters().size());
        assertTrue(vote.share(DELIVERY) > vote.share(WEATHER), vote::toString);
        assertEquals(
                1, vote.shares().values().stream().mapToDouble(share -> share).sum(), 1e-9);
    }

    @Test
    void theWeightsFallFromOneToZero() {
        List<VoteResult.Voter> voters =
                NeighbourVote.over(space, "intent").of("Does it rain in Oslo?").voters();
        assertEquals(1, voters.getFirst().weight());
        assertEquals(0, voters.getLast().weight());
    }

    @Test
    void newExamplesCountAtOnce() {
        example("The locomotive needs coal.", "railway");
        assertEquals(
                Optional.of(new AttributeValue.Text("railway")),
                NeighbourVote.over(space, "intent")
                        .withNeighbours(1)
                        .of("locomotive and coal")
                        .best());
    }

    @Test
    void nobodyVotesWithoutExamples() {
        VoteResult vote = NeighbourVote.over(space, "mood").of("When does my card arrive?");
        assertEquals(Optional.empty(), vote.best());
        assertEquals(0, vote.share(DELIVERY));
    }

    @Test
    void theNumberOfNeighboursIsChecked() {
        NeighbourVote vote = NeighbourVote.over(space, "intent");
        assertThrows(MemoryException.class, () -> vote.withNeighbours(0));
        assertThrows(MemoryException.class, () -> vote.withNeighbours(1_001));
    }
}
