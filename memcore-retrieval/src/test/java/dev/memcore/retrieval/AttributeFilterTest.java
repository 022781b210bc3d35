package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.AttributeValue.Flag;
import dev.memcore.api.AttributeValue.Moment;
import dev.memcore.api.AttributeValue.Real;
import dev.memcore.api.AttributeValue.Text;
import dev.memcore.api.AttributeValue.Whole;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.spi.index.ReadTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A filter by attributes compares numbers by their value: in the index, in the tail, and in the filter itself. */
class AttributeFilterTest {
    private static final Scope SCOPE = Scope.of("acme", "bob");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NAME = "n";

    private static final List<AttributeValue> VALUES = List.of(
            new Whole(0),
            new Whole(1),
            new Whole(-1),
            new Whole(1L << 53),
            new Whole((1L << 53) + 1),
            new Whole(Long.MAX_VALUE),
            new Whole(Long.MIN_VALUE),
            new Real(0.0),
            new Real(-0.0),
            new Real(1.0),
            new Real(-1.0),
            new Real(1.5),
            new Real(0x1p53),
            new Real(0x1p63),
            new Real(-0x1p63),
            new Real(Double.MIN_VALUE),
            new Real(Double.MAX_VALUE),
            new Text("1"),
            new Text("1.0"),
            new Text("true"),
            new Flag(true),
            new Flag(false),
            new Moment(Instant.ofEpochMilli(1)));

    /** The value of a number; empty: it is none. */
    private static Optional<BigDecimal> number(AttributeValue value) {
        return switch (value) {
            case Whole(long whole) -> Optional.of(BigDecimal.valueOf(whole));
            case Real(double real) -> Optional.of(new BigDecimal(real));
            case Text text -> Optional.empty();
            case Flag flag -> Optional.empty();
            case Moment moment -> Optional.empty();
        };
    }

    private static boolean same(AttributeValue a, AttributeValue b) {
        return (number(a).isPresent() && number(b).isPresent())
                ? number(a).get().compareTo(number(b).get()) == 0
                : a.equals(b);
    }

    private static Memory memory(int number, AttributeValue value) {
        Observation seen =
                Observation.builder("a number").attribute(NAME, value).build();
        return Memory.builder(new MemoryId(0, number), SCOPE, seen)
                .sequence(number)
                .recordedAt(NOW)
                .build();
    }

    @Test
    void indexTailAndFilterAgreeOnWhatIsEqual() {
        List<Memory> all = new ArrayList<>();
        try (LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, null))) {
            for (AttributeValue value : VALUES) {
                Memory memory = memory(all.size() + 1, value);
                all.add(memory);
                index.publish(all.size(), List.of(memory));
            }
            assertAgree(index, all);
            index.awaitIndexed(all.size());
            assertAgree(index, all);
        }
    }

    private static void assertAgree(LuceneMemoryIndex index, List<Memory> all) {
        ReadTime now = ReadTime.present(NOW);
        Principal reader = Principal.of(SCOPE);
        for (AttributeValue wanted : VALUES) {
            MemoryFilter filter = MemoryFilter.builder().attribute(NAME, wanted).build();
            List<Memory> expected = all.stream()
                    .filter(memory -> same(memory.observation().attributes().getOrDefault(NAME, wanted), wanted))
                    .toList();
            assertEquals(expected, all.stream().filter(filter::accepts).toList(), wanted::toString);
            assertEquals(expected, index.list(reader, filter, null, 100, now).memories(), wanted::toString);
            MemoryQuery query = MemoryQuery.of("a number").withFilter(filter).withLimit(100);
            assertEquals(
                    expected.size(), index.search(reader, query, now).memories().size(), wanted::toString);
        }
    }

    @Property(tries = 2_000)
    void theTermsOfTwoValuesAreEqualIfTheValuesMatch(
            @ForAll("values") AttributeValue one, @ForAll("values") AttributeValue other) {
        assertEquals(same(one, other), one.matches(other));
        assertEquals(same(one, other), other.matches(one));
        assertEquals(same(one, other), Keys.attribute(NAME, one).equals(Keys.attribute(NAME, other)));
    }

    @Property(tries = 500)
    void aWholeNumberMatchesTheRealNumberThatIsExactlyEqual(@ForAll long number) {
        Real real = new Real((double) number);
        assertEquals(same(new Whole(number), real), new Whole(number).matches(real));
    }

    @Provide
    Arbitrary<AttributeValue> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(VALUES),
                Arbitraries.longs().map(Whole::new),
                Arbitraries.integers().between(-9, 9).map(Whole::new),
                Arbitraries.integers().between(-9, 9).map(half -> new Real(half / 2.0)),
                Arbitraries.doubles().map(Real::new));
    }
}
