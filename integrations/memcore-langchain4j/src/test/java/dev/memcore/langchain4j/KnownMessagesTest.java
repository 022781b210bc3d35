package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.message.ChatMessage;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.langchain4j.ChatWindow.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters are messages, S is an instruction; results are places among what is known, from 0, or - for a new message. */
final class KnownMessagesTest {
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
        "ab, '', ''",
        "'', ab, - -",
    })
    void withoutObjectsTheOrderDecides(String known, String list, String expected) {
        assertEquals(expected, places(new KnownMessages(entries(known), Map.of()).in(messages(list))));
    }

    @Test
    void withObjectsTheyDecide() {
        List<Entry> known = entries("oaoS");
        IdentityHashMap<ChatMessage, MemoryId> handed = new IdentityHashMap<>();
        known.forEach(entry -> handed.put(entry.message(), entry.id()));
        ChatMessage second = known.get(2).message();

        List<ChatMessage> list = List.of(second, user("a"), user("o"), second, system("S"));

        assertEquals("2 - - - 3", places(new KnownMessages(known, handed).in(list)));
    }

    private static List<ChatMessage> messages(String letters) {
        return letters.chars()
                .mapToObj(letter -> letter == 'S' ? system("S") : user(Character.toString(letter)))
                .toList();
    }

    private static List<Entry> entries(String letters) {
        List<Entry> entries = new ArrayList<>();
        for (ChatMessage message : messages(letters)) {
            Memory memory = Memory.builder(
                            new MemoryId(0, entries.size()), Scope.of("acme"), MessageCodec.encode(message, "chat"))
                    .sequence(1)
                    .recordedAt(Instant.EPOCH)
                    .build();
            entries.add(new Entry(memory, message));
        }
        return entries;
    }

    private static String places(MemoryId[] ids) {
        return Stream.of(ids)
                .map(id -> id == null ? "-" : Long.toString(id.leastSignificant()))
                .collect(Collectors.joining(" "));
    }
}
