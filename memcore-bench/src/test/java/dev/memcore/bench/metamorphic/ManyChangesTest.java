package dev.memcore.bench.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** As {@link RecallIsUnchangedTest}, by any changes one after another. */
final class ManyChangesTest {
    private static @Nullable Base base;

    @BeforeContainer
    static void tell() {
        base = new Base();
    }

    @AfterContainer
    static void delete() {
        base().close();
    }

    private static Base base() {
        if (base == null) {
            throw new IllegalStateException("nothing was told");
        }
        return base;
    }

    @Provide
    Arbitrary<List<String>> changes() {
        return Arbitraries.of(Changes.ALL.keySet()).list().ofMinSize(2).ofMaxSize(8);
    }

    @Property(tries = 5)
    void leaveRecallAsItIs(@ForAll("changes") List<String> changes, @ForAll long seed) {
        List<Change> made = changes.stream().map(Changes.ALL::get).toList();
        assertEquals(base().answers(), base().after(made, 1, seed));
    }
}
