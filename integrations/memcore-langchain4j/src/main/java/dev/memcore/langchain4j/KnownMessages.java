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

/** Finds out which messages of a new list are messages that are known, and which are new. For one thread. */
final class KnownMessages {
    // Messages that say the same ("Okay.") are different messages, so what a message says is not enough:
    //
    // 1. An object of the list that was handed over is the message that it was handed over for.
    // 2. Instructions are known by what they say, wherever they stand: windows move them to the front, and replace
    // them.
    // 3. If there was any object for rule 1, all other messages are new. If there was none, the list was copied, or
    // made
    //    without a look at the window: then it is compared with the known messages in their order, and the longest
    // common
    //    subsequence stays. Of several, the one with the latest known messages and the first ones of the list: a window
    //    drops from its front, and what is new comes at its end.

    private final List<Entry> known;
    private final Map<ChatMessage, MemoryId> handed;
    private final Set<MemoryId> taken = new HashSet<>();

    /**
     * What is known.
     *
     * @param known the messages in their order
     * @param handed the objects that the caller was given, compared as objects
     */
    KnownMessages(List<Entry> known, Map<ChatMessage, MemoryId> handed) {
        this.known = known;
        this.handed = handed;
    }

    /** The ids of the messages of a list; null: a new one. O(messages of the list * messages known) at most. */
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

    /** Gives ids to what stays of all but instructions. */
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

    /** One number for all messages that say the same. */
    private static int number(Map<ChatMessage, Integer> numbers, ChatMessage message) {
        return numbers.computeIfAbsent(message, first -> numbers.size());
    }

    /** The length of the longest common subsequence of what is left from each pair of places on. */
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
