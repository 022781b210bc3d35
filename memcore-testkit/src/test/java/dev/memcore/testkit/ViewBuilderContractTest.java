package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.View.Passage;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The kit accepts a correct view builder and rejects each wrong one by the tests of what is wrong with it. */
class ViewBuilderContractTest {
    private static final int TESTS = 7;

    @Test
    void aCorrectBuilderPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Correct.class, TESTS));
    }

    @Test
    void aBuilderWithAViewThatHasNoSpecFails() {
        assertEquals(Set.of("thereIsAtMostOneViewPerSpec"), KitRun.failedTests(Unannounced.class, TESTS));
    }

    @Test
    void aBuilderThatRemembersWhatItBuiltFails() {
        assertEquals(
                Set.of("theSameMemoryAndNeighboursGiveTheSameViews", "threadsDoNotDisturbEachOther"),
                KitRun.failedTests(Counting.class, TESTS));
    }

    @Test
    void aBuilderThatNeedsASpeakerFails() {
        assertEquals(
                Set.of(
                        "noValidMemoryFails",
                        "theIdIsFixed",
                        "theSameMemoryAndNeighboursGiveTheSameViews",
                        "theSpecsAreFixedAndHaveDifferentNames",
                        "thereIsAtMostOneViewPerSpec",
                        "threadsDoNotDisturbEachOther",
                        "weightsArePositive"),
                KitRun.failedTests(Demanding.class, TESTS));
    }

    /** One view: the text. */
    static class Content implements ViewBuilder {
        @Override
        public String id() {
            return "content";
        }

        @Override
        public List<ViewSpec> specs() {
            return List.of(new ViewSpec("content", ViewSpec.Terms.WORDS, ViewSpec.Dense.NONE));
        }

        @Override
        public List<View> views(Memory memory, Neighbours neighbours) {
            return List.of(new View("content", List.of(new Passage(memory.text(), 1))));
        }
    }

    static final class Correct extends ViewBuilderContract {
        @Override
        protected ViewBuilder create() {
            return new Content();
        }
    }

    static final class Unannounced extends ViewBuilderContract {
        @Override
        protected ViewBuilder create() {
            return new Content() {
                @Override
                public List<View> views(Memory memory, Neighbours neighbours) {
                    return List.of(new View("title", List.of(new Passage(memory.text(), 1))));
                }
            };
        }
    }

    static final class Counting extends ViewBuilderContract {
        @Override
        protected ViewBuilder create() {
            AtomicInteger built = new AtomicInteger();
            return new Content() {
                @Override
                public List<View> views(Memory memory, Neighbours neighbours) {
                    int weight = built.incrementAndGet();
                    return List.of(new View("content", List.of(new Passage(memory.text(), weight))));
                }
            };
        }
    }

    static final class Demanding extends ViewBuilderContract {
        @Override
        protected ViewBuilder create() {
            return new Content() {
                @Override
                public List<View> views(Memory memory, Neighbours neighbours) {
                    String speaker = memory.observation().speaker();
                    if (speaker == null) {
                        throw new IllegalArgumentException("no speaker");
                    }
                    return List.of(new View("content", List.of(new Passage(speaker, 1))));
                }
            };
        }
    }
}
