package dev.memcore.adapter.chat;

import dev.memcore.api.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes incomplete tool exchanges, because chat models reject calls without results and results without calls. An
 * exchange is a message that makes calls, and the results directly after it.
 */
final class WholeExchanges<M> {
    // The ids are those of the messages and not those of the memories: the latter lack ids that memcore does not accept
    // as names, for example blank ones, which some providers give to all calls.

    private final MessageTranslation<M> translation;

    WholeExchanges(MessageTranslation<M> translation) {
        this.translation = translation;
    }

    /**
     * Returns the messages without incomplete exchanges. It omits a result that answers another call than those of the
     * message before, or a call that has a result already. It also omits a call with missing results, unless its
     * exchange ends the list, because results may still follow. O(messages).
     */
    List<WindowEntry<M>> of(List<WindowEntry<M>> entries) {
        List<WindowEntry<M>> whole = new ArrayList<>(entries.size());
        for (int at = 0; at < entries.size(); ) {
            int end = at + 1;
            while (end < entries.size() && isResult(entries.get(end))) {
                end++;
            }
            whole.addAll(kept(entries.subList(at, end), end == entries.size()));
            at = end;
        }
        return whole;
    }

    /** The part of an exchange that can stay: a message and the results after it. */
    private List<WindowEntry<M>> kept(List<WindowEntry<M>> exchange, boolean last) {
        WindowEntry<M> first = exchange.getFirst();
        if (isResult(first)) {
            return List.of();
        }
        List<WindowEntry<M>> kept = new ArrayList<>(List.of(first));
        List<@Nullable String> open = new ArrayList<>(translation.toolIds(first.message()));
        for (WindowEntry<M> result : exchange.subList(1, exchange.size())) {
            if (closed(translation.toolIds(result.message()), open)) {
                kept.add(result);
            }
        }
        return open.isEmpty() || last ? kept : List.of();
    }

    /** Removes the answered calls from the open ones, if all of them are open. Several calls may have the same id. */
    private static boolean closed(List<@Nullable String> answered, List<@Nullable String> open) {
        List<@Nullable String> left = new ArrayList<>(open);
        for (String id : answered) {
            if (!left.remove(id)) {
                return false;
            }
        }
        open.clear();
        open.addAll(left);
        return !answered.isEmpty();
    }

    private boolean isResult(WindowEntry<M> entry) {
        return translation.role(entry.message()) == Role.TOOL;
    }
}
