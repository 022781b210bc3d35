package dev.memcore.adapter.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters are messages; r, s and t are results of tools. */
final class WindowMergeTest {
    private static final String RESULTS = "rst";

    @ParameterizedTest
    @CsvSource({
        "a, ab, ac, abc",
        "abc, bcd, ace, cde",
        "a, ab, a, ab",
        "x, xb, xrc, xrbc", // nothing between a call and its result
        "x, xr, xs, xsr",
        "Sa, Ta, Sab, Tab",
        "a, '', ab, b",
        "'', ab, cd, abcd",
    })
    void bothChangesAreIn(String seen, String theirs, String mine, String expected) {
        assertEquals(expected, merged(seen, theirs, mine));
    }

    @Provide
    Arbitrary<String> windows() {
        return Arbitraries.of("abcdrst".split("")).list().uniqueElements().map(letters -> String.join("", letters));
    }

    @Property(tries = 500)
    void nothingThatEitherAddedIsLostAndNothingThatEitherDroppedIsBack(
            @ForAll("windows") String seen, @ForAll("windows") String theirs, @ForAll("windows") String mine) {
        Set<Integer> expected = new HashSet<>();
        for (int letter : "abcdrst".chars().toArray()) {
            boolean was = seen.indexOf(letter) >= 0;
            boolean there = theirs.indexOf(letter) >= 0;
            boolean here = mine.indexOf(letter) >= 0;
            if (was ? there && here : there || here) {
                expected.add(letter);
            }
        }

        String merged = merged(seen, theirs, mine);

        assertEquals(expected, merged.chars().boxed().collect(Collectors.toSet()));
        assertEquals(expected.size(), merged.length());
        assertEquals(
                mine.chars().filter(expected::contains).boxed().toList(),
                merged.chars()
                        .filter(letter -> mine.indexOf(letter) >= 0)
                        .boxed()
                        .toList(),
                "in my order");
    }

    @Property(tries = 500)
    void noMessageOfAnotherComesBetweenACallAndItsResults(
            @ForAll("windows") String seen, @ForAll("windows") String theirs, @ForAll("windows") String mine) {
        String merged = merged(seen, theirs, mine);
        for (int at = 1; at < merged.length(); at++) {
            boolean isTheirs = mine.indexOf(merged.charAt(at - 1)) < 0;
            boolean isMyResult = mine.indexOf(merged.charAt(at)) >= 0 && RESULTS.indexOf(merged.charAt(at)) >= 0;
            assertTrue(!(isTheirs && isMyResult), () -> "in " + merged);
        }
    }

    private static String merged(String seen, String theirs, String mine) {
        List<MemoryId> mineIds = ids(mine);
        List<MemoryId> results = new ArrayList<>(mineIds);
        results.removeIf(id -> RESULTS.indexOf((char) id.leastSignificant()) < 0);
        return WindowMerge.of(ids(seen), ids(theirs), mineIds, results).stream()
                .map(id -> Character.toString((char) id.leastSignificant()))
                .collect(Collectors.joining());
    }

    private static List<MemoryId> ids(String letters) {
        return letters.chars().mapToObj(letter -> new MemoryId(0, letter)).toList();
    }
}
