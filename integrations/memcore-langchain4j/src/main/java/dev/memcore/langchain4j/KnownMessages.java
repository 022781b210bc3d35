package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.memcore.api.MemoryId;
import dev.memcore.langchain4j.ChatWindow.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Separates the messages of a new list into known and new ones. For one thread. */
final class KnownMessages {
    // Equal messages ("Okay.") are different messages, so the content alone does not identify a message:
    //
    // 1. An object that was handed to the caller identifies its message.
    // 2. System messages are identified by their content, at any position: windows move them to the front, and replace
    //    them.
    // 3. If rule 1 identified any message, all others are new. Otherwise the list was copied, or made without reading
    //    the window. Then it is compared with the known messages in order, and their longest common subsequence is
    //    known. Of several such subsequences, the one with the latest known messages and the first ones of the list is
    //    taken: a window drops messages from its front, and new messages come at its end.

    private final List<Entry> known;
    private final Map<ChatMessage, MemoryId> handed;
    private final Set<MemoryId> taken = new HashSet<>();

    /**
     * Creates the matcher.
     *
     * @param known the known messages, in order
     * @param handed the message objects that the caller was given, compared by identity
     */
    KnownMessages(List<Entry> known, Map<ChatMessage, MemoryId> handed) {
        this.known = known;
        this.handed = handed;
    }

    /**
     * Returns the ids of the messages of a list, with null for each new message. At most O(messages of the list * known
     * messages).
     */
    @Nullable
    MemoryId[] in(List<ChatMessage> list) {
        MemoryId[] ids = new MemoryId[list.size()];
        for (int at = 0; at < ids.length; at++) {
            take(ids, at, handed.get(list.get(at)));
        }
        boolean objects = !taken.isEmpty();
        for (int at = ids.length - 1; at >= 0; at--) {
            if (ids[at] == null && isInstruction(list.get(at))) {
                take(ids, at, latest(list.get(at)));
            }
        }
        if (!objects) {
            align(list, ids);
        }
        return ids;
    }

    private void take(@Nullable MemoryId[] ids, int at, @Nullable MemoryId id) {
        if (id != null && taken.add(id)) {
            ids[at] = id;
        }
    }

    private @Nullable MemoryId latest(ChatMessage message) {
        ChatMessage normal = MessageCodec.normal(message);
        for (Entry entry : known.reversed()) {
            if (!taken.contains(entry.id()) && entry.message().equals(normal)) {
                return entry.id();
            }
        }
        return null;
    }

    /** Assigns ids by the longest common subsequence, to all messages but system messages. */
    private void align(List<ChatMessage> list, @Nullable MemoryId[] ids) {
        List<Entry> old =
                known.stream().filter(entry -> !isInstruction(entry.message())).toList();
        int[] places = IntStream.range(0, list.size())
                .filter(at -> !isInstruction(list.get(at)))
                .toArray();
        Map<ChatMessage, Integer> numbers = new HashMap<>();
        int[] ofOld =
                old.stream().mapToInt(entry -> number(numbers, entry.message())).toArray();
        int[] ofList = IntStream.of(places)
                .map(at -> number(numbers, MessageCodec.normal(list.get(at))))
                .toArray();
        int[][] common = common(ofList, ofOld);
        int at = 0;
        int before = 0;
        while (at < ofList.length && before < ofOld.length) {
            if (common[at][before + 1] == common[at][before]) {
                before++;
            } else if (ofList[at] == ofOld[before]) {
                take(ids, places[at++], old.get(before++).id());
            } else {
                at++;
            }
        }
    }

    private static boolean isInstruction(ChatMessage message) {
        return message instanceof SystemMessage;
    }

    /** Returns the same number for equal messages. */
    private static int number(Map<ChatMessage, Integer> numbers, ChatMessage message) {
        return numbers.computeIfAbsent(message, first -> numbers.size());
    }

    /** The length of the longest common subsequence of the remaining messages, for each pair of positions. */
    private static int[][] common(int[] given, int[] old) {
        int[][] common = new int[given.length + 1][old.length + 1];
        for (int at = given.length - 1; at >= 0; at--) {
            for (int before = old.length - 1; before >= 0; before--) {
                common[at][before] = given[at] == old[before]
                        ? common[at + 1][before + 1] + 1
                        : Math.max(common[at + 1][before], common[at][before + 1]);
            }
        }
        return common;
    }
}
