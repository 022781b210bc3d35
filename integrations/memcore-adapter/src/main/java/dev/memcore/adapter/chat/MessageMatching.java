package dev.memcore.adapter.chat;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Separates the messages of a new list into known and new ones. For one thread. */
final class MessageMatching<M> {
    // Equal messages ("Okay.") are different messages, so the content alone does not identify a message:
    //
    // 1. An object that was handed to the caller identifies its message.
    // 2. Instructions are identified by their content, at any position: windows move them to the front, and replace
    //    them.
    // 3. If rule 1 identified any message, all others are new. Otherwise the list was copied, or made without reading
    //    the window. Then it is compared with the known messages in order, and their longest common subsequence is
    //    known. Of several such subsequences, the one with the latest known messages and the first ones of the list is
    //    taken: a window drops messages from its front, and new messages come at its end.
    //
    // A message may differ from what is read from its memory. So a message of the list is compared as it would be read.

    private final MessageTranslation<M> translation;
    private final List<WindowEntry<M>> known;
    private final Map<M, MemoryId> handed;
    private final Set<MemoryId> taken = new HashSet<>();
    private final Map<Object, Integer> numbers = new HashMap<>();

    /**
     * Creates the matcher.
     *
     * @param known the known messages, in order
     * @param handed the message objects that the caller was given, compared by identity
     */
    MessageMatching(MessageTranslation<M> translation, List<WindowEntry<M>> known, Map<M, MemoryId> handed) {
        this.translation = translation;
        this.known = known;
        this.handed = handed;
    }

    /**
     * Returns the ids of the messages of a list, with null for each new message. At most O(messages of the list * known
     * messages).
     */
    @Nullable
    MemoryId[] in(List<M> list) {
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

    private @Nullable MemoryId latest(M message) {
        int number = numberOfGiven(message);
        for (WindowEntry<M> entry : known.reversed()) {
            if (!taken.contains(entry.id()) && number(entry.message()) == number) {
                return entry.id();
            }
        }
        return null;
    }

    /** Assigns ids by the longest common subsequence, to all messages but instructions. */
    private void align(List<M> list, @Nullable MemoryId[] ids) {
        List<WindowEntry<M>> old =
                known.stream().filter(entry -> !isInstruction(entry.message())).toList();
        int[] places = IntStream.range(0, list.size())
                .filter(at -> !isInstruction(list.get(at)))
                .toArray();
        int[] ofOld = old.stream().mapToInt(entry -> number(entry.message())).toArray();
        int[] ofList =
                IntStream.of(places).map(at -> numberOfGiven(list.get(at))).toArray();
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

    private boolean isInstruction(M message) {
        return translation.role(message) == Role.SYSTEM;
    }

    private int numberOfGiven(M message) {
        return number(translation.decode(translation.encode(message, "normal")));
    }

    /** Returns the same number for messages with equal content. */
    private int number(M message) {
        return numbers.computeIfAbsent(translation.content(message), first -> numbers.size());
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
