package dev.memcore.adapter.chat;

import static dev.memcore.adapter.chat.Line.instruction;
import static dev.memcore.adapter.chat.Line.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters are messages, S is an instruction; results are places among what is known, from 0, or - for a new message. */
final class MessageMatchingTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0 1 2",
        "abc, bcd, 1 2 -",
        "oaob, aobo, 1 2 3 -", // the first o has gone, the last one is new
        "oao, aoo, 1 2 -",
        "oho, on, 2 -", // what goes is at the front
        "abcd, dScdd, - - 2 3 -",
        "aSb, Sab, 1 0 2", // an instruction moves
        "Sab, Sbc, 0 2 -",
        "aSbS, S, 3",
        "abc, cba, 2 - -",
        "abc, AbC, 0 1 2", // what is stored of an A is an a
        "ab, '', ''",
        "'', ab, - -",
    })
    void withoutObjectsTheOrderDecides(String known, String list, String expected) {
        assertEquals(expected, places(matched(Lines.entries(lines(known)), Map.of(), lines(list))));
    }

    @Test
    void withObjectsTheyDecide() {
        List<WindowEntry<Line>> known = Lines.entries(lines("oaoS"));
        IdentityHashMap<Line, MemoryId> handed = new IdentityHashMap<>();
        known.forEach(entry -> handed.put(entry.message(), entry.id()));
        Line second = known.get(2).message();

        List<Line> list = List.of(second, user("a"), user("o"), second, instruction("s"));

        assertEquals("2 - - - 3", places(matched(known, handed, list)));
    }

    /** A window that drops messages from its front and adds others at its end: everything that stays is found. */
    @Property(tries = 300)
    void whatAWindowKeepsIsKnown(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String before,
            @ForAll @CharRange(from = 'd', to = 'e') @StringLength(max = 4) String added,
            @ForAll int random) {
        int dropped = Math.floorMod(random, before.length() + 1);

        @Nullable
        MemoryId[] found = matched(Lines.entries(lines(before)), Map.of(), lines(before.substring(dropped) + added));

        for (int at = 0; at < found.length; at++) {
            boolean kept = at < before.length() - dropped;
            assertEquals(kept ? new MemoryId(0, dropped + at) : null, found[at]);
        }
    }

    /** Every known message is found at most once, in order, and has the content of the one that found it. */
    @Property(tries = 300)
    void noMessageIsFoundTwice(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String before,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String list) {
        @Nullable MemoryId[] found = matched(Lines.entries(lines(before)), Map.of(), lines(list));

        long last = -1;
        for (int at = 0; at < found.length; at++) {
            if (found[at] != null) {
                long place = Objects.requireNonNull(found[at]).leastSignificant();
                assertTrue(place > last, () -> "in " + places(found));
                assertEquals(before.charAt((int) place), list.charAt(at));
                last = place;
            }
        }
    }

    private static @Nullable MemoryId[] matched(
            List<WindowEntry<Line>> known, Map<Line, MemoryId> handed, List<Line> list) {
        return new MessageMatching<>(Lines.TRANSLATION, known, handed).in(list);
    }

    private static List<Line> lines(String letters) {
        return letters.chars()
                .mapToObj(letter -> letter == 'S' ? instruction("s") : user(Character.toString(letter)))
                .toList();
    }

    private static String places(@Nullable MemoryId[] ids) {
        return Stream.of(ids)
                .map(id -> id == null ? "-" : Long.toString(id.leastSignificant()))
                .collect(Collectors.joining(" "));
    }
}
