package dev.memcore.testkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.Page;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.KitRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kit rejects each wrong index by the tests of what is wrong with it. That it accepts a correct one: {@link LinearIndexContractTest}. */
class MemoryIndexContractTest {
    private static final int TESTS = 40;

    @Test
    void anIndexThatForgetsThePastFails() {
        assertEquals(
                Set.of("anErasureReplacesAllVersions", "droppedVersionsAreGone", "getFindsTheVersionOfThePast"),
                KitRun.failedTests(Forgetful.class, TESTS));
    }

    @Test
    void anIndexThatFiltersAfterThePageIsCutFails() {
        assertEquals(
                Set.of("aConditionChooses", "aFilterChooses", "hiddenTiersAndKindsMustBeNamed"),
                KitRun.failedTests(PostFiltering.class, TESTS));
    }

    @Test
    void anIndexThatKeepsWhatWasErasedFails() {
        assertEquals(
                Set.of(
                        "anErasureReplacesAllVersions",
                        "expungingKeepsEverythingElse",
                        "scopesAreNotThoseOfErasedMemories",
                        "idempotencyKeysBelongToOneScope"),
                KitRun.failedTests(Hoarding.class, TESTS));
    }

    @Test
    void anIndexThatShowsHalvesOfACommitFails() {
        assertEquals(Set.of("commitsAreSeenWhole"), KitRun.failedTests(Halving.class, TESTS));
    }

    @Test
    void anIndexThatIgnoresConditionsFails() {
        assertEquals(
                Set.of("aConditionChooses", "aConditionOnTheStatusFindsSupersededMemories"),
                KitRun.failedTests(Unconditional.class, TESTS));
    }

    /** Reads every past as the present. */
    static final class Forgetful extends MemoryIndexContract {
        @Override
        protected MemoryIndex create() {
            return BrokenIndex.of("get", (index, method, arguments) -> {
                if (arguments.length == 2) {
                    arguments[1] = ReadTime.present(((ReadTime) arguments[1]).at());
                }
                return method.invoke(index, arguments);
            });
        }
    }

    /** Asks for a page of everything, and then leaves out what the filter does not accept. */
    static final class PostFiltering extends MemoryIndexContract {
        @Override
        protected MemoryIndex create() {
            return BrokenIndex.of("list", (index, method, arguments) -> {
                MemoryFilter filter = (MemoryFilter) arguments[1];
                MemoryFilter.Builder all = MemoryFilter.builder();
                if (filter.whenever()) {
                    all.whenever();
                } else {
                    all.validAt(filter.validAt());
                }
                MemoryFilter loose = all.build().everywhere();
                arguments[1] = filter.listedStatuses().size() == 1 ? loose : filter;
                Page page = (Page) method.invoke(index, arguments);
                List<Memory> left =
                        page.memories().stream().filter(filter::accepts).toList();
                return new Page(left, left.isEmpty() ? null : page.next());
            });
        }
    }

    /** Takes the mark of an erased memory for one more version. */
    static final class Hoarding extends MemoryIndexContract {
        @Override
        protected MemoryIndex create() {
            return BrokenIndex.of("publish", (index, method, arguments) -> {
                List<Memory> versions = new ArrayList<>();
                for (Object version : (List<?>) arguments[1]) {
                    Memory memory = (Memory) version;
                    versions.add(
                            memory.status() == Status.ERASED
                                    ? memory.toBuilder()
                                            .status(Status.FORGOTTEN)
                                            .build()
                                    : memory);
                }
                arguments[1] = versions;
                return method.invoke(index, arguments);
            });
        }
    }

    /** Publishes the two halves of a commit one after the other, and lets a reader in between. */
    static final class Halving extends MemoryIndexContract {
        @Override
        protected MemoryIndex create() {
            return new HalvingIndex().index();
        }
    }

    /** Lists as if the filter had no condition. */
    static final class Unconditional extends MemoryIndexContract {
        @Override
        protected MemoryIndex create() {
            return BrokenIndex.of("list", (index, method, arguments) -> {
                MemoryFilter filter = (MemoryFilter) arguments[1];
                arguments[1] = filter.condition() == null ? filter : MemoryFilter.any();
                return method.invoke(index, arguments);
            });
        }
    }
}
