package dev.memcore.store;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the end off a conversation so that no tool call is separated from its results: chat models refuse a result without
 * its call.
 */
final class TurnWindow {
    private final List<Memory> messages;
    /** For each message, the first message that must be in a window with it. */
    private final int[] needs;

    /** The window of messages in order; results whose call is not among those before them are left out. */
    TurnWindow(List<Memory> all) {
        this.messages = withoutOrphans(all);
        this.needs = needs();
    }

    /** The longest end within both bounds that splits no exchange. */
    List<Memory> latest(int maxMessages, int tokens, TokenCounter counter) {
        int size = messages.size();
        int cut = size;
        int needed = size;
        long used = 0;
        for (int at = size - 1; at >= 0 && size - at <= maxMessages; at--) {
            used += counter.count(messages.get(at).text());
            if (used > tokens) {
                break;
            }
            needed = Math.min(needed, needs[at]);
            if (needed == at) {
                cut = at;
            }
        }
        return messages.subList(cut, size);
    }

    private static List<Memory> withoutOrphans(List<Memory> all) {
        List<Memory> kept = new ArrayList<>();
        Set<String> calls = new HashSet<>();
        for (Memory message : all) {
            List<String> ids = message.observation().toolCallIds();
            if (!isResult(message)) {
                calls.addAll(ids);
                kept.add(message);
            } else if (ids.isEmpty() ? !kept.isEmpty() : calls.containsAll(ids)) {
                kept.add(message);
            }
        }
        return List.copyOf(kept);
    }

    private int[] needs() {
        int[] first = new int[messages.size()];
        Map<String, Integer> seen = new HashMap<>();
        for (int at = 0; at < first.length; at++) {
            Memory message = messages.get(at);
            List<String> ids = message.observation().toolCallIds();
            first[at] = ids.isEmpty() && isResult(message) ? at - 1 : at;
            for (String id : ids) {
                first[at] = Math.min(first[at], seen.getOrDefault(id, at));
                seen.putIfAbsent(id, at);
            }
        }
        return first;
    }

    private static boolean isResult(Memory message) {
        return message.observation().role() == Role.TOOL;
    }
}
