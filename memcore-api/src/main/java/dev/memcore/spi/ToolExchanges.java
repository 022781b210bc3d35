package dev.memcore.spi;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the tool calls of conversations with their results. Chat models reject a result without its call, and a call
 * without its results. Code that cuts or removes messages therefore needs to know which messages belong together.
 *
 * <p>A message that is not a {@linkplain Role#TOOL result} makes a call for each of its {@linkplain
 * Observation#toolCallIds() tool call ids}. A result answers the nearest message before it in the same session that
 * made a call with its id, if that call has no result yet. So ids may repeat: some providers number the calls of every
 * turn from {@code call_0}.
 *
 * <ul>
 *   <li>A result may name several ids. All of them must be open calls of one message.
 *   <li>A result without an id answers the first open call of the exchange directly before it. Assume that the message
 *       directly before it, not counting results, makes no calls and is neither of a {@linkplain Role#USER user} nor of
 *       the {@linkplain Role#SYSTEM system}. Then the result belongs to that message.
 *   <li>There may be other messages between a call and a late result, at most {@value #MOST_BETWEEN} that are not
 *       results. A later result answers no call.
 *   <li>A result that answers no call is an orphan: it has no call, precedes its call, or is a second result of the
 *       call.
 * </ul>
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class ToolExchanges {
    /** The maximum number of messages between a call and its result that are not results: {@value}. */
    public static final int MOST_BETWEEN = 100;

    private final List<Exchange> exchanges;
    private final Map<Integer, Exchange> byMember = new HashMap<>();

    /**
     * A message that makes calls, with the results that answer them.
     *
     * @param call the index of the message that makes the calls
     * @param results the indexes of the results, ascending
     * @param open the ids of the calls without a result; empty if the exchange is complete
     */
    public record Exchange(int call, List<Integer> results, Set<String> open) {
        /** Copies the collections. */
        public Exchange {
            results = List.copyOf(Arguments.allPresent(results, "results"));
            open = Set.copyOf(Arguments.allPresent(open, "open"));
        }

        /** Returns whether every call has a result. */
        public boolean isComplete() {
            return open.isEmpty();
        }

        /** Returns the index of the last message of the exchange. */
        public int last() {
            return results.isEmpty() ? call : results.getLast();
        }
    }

    private ToolExchanges(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
        for (Exchange exchange : exchanges) {
            byMember.put(exchange.call(), exchange);
            exchange.results().forEach(result -> byMember.put(result, exchange));
        }
    }

    /**
     * Returns the exchanges among messages of one or more sessions. O(messages).
     *
     * @param messages the messages, in the order in which they were added
     */
    public static ToolExchanges of(List<Memory> messages) {
        Arguments.allPresent(messages, "messages");
        Map<@Nullable String, Pairing> sessions = new HashMap<>();
        for (int at = 0; at < messages.size(); at++) {
            Memory message = messages.get(at);
            sessions.computeIfAbsent(message.session(), session -> new Pairing())
                    .take(at, message.observation());
        }
        List<Exchange> found = new ArrayList<>();
        sessions.values().forEach(pairing -> found.addAll(pairing.exchanges()));
        found.sort((one, other) -> Integer.compare(one.call(), other.call()));
        return new ToolExchanges(found);
    }

    /** Returns all exchanges, sorted by the index of their call. */
    public List<Exchange> all() {
        return exchanges;
    }

    /**
     * Returns the exchange that a message is part of, or null if there is none.
     *
     * @param message the index of the message
     */
    public @Nullable Exchange of(int message) {
        return byMember.get(message);
    }

    /** Finds the exchanges of one session. Reads it message by message. */
    private static final class Pairing {
        private final List<OpenExchange> drafts = new ArrayList<>();
        private final Map<String, OpenExchange> nearest = new HashMap<>();
        /** The message that a result without an id belongs to; null if there is none. */
        private @Nullable OpenExchange before;

        private int others;

        private record OpenExchange(
                int call, int others, boolean calls, SequencedSet<String> open, List<Integer> results) {
            List<String> firstOpen() {
                return open.isEmpty() ? List.of() : List.of(open.getFirst());
            }
        }

        void take(int at, Observation seen) {
            if (seen.role() == Role.TOOL) {
                takeResult(at, seen.toolCallIds());
            } else {
                takeOther(at, seen);
            }
        }

        private void takeOther(int at, Observation seen) {
            List<String> ids = seen.toolCallIds();
            others++;
            OpenExchange draft =
                    new OpenExchange(at, others, !ids.isEmpty(), new LinkedHashSet<>(ids), new ArrayList<>());
            ids.forEach(id -> nearest.put(id, draft));
            drafts.add(draft);
            before = draft.calls() || (seen.role() != Role.USER && seen.role() != Role.SYSTEM) ? draft : null;
        }

        private void takeResult(int at, List<String> named) {
            OpenExchange call = named.isEmpty() ? before : nearest.get(named.getFirst());
            List<String> ids = named.isEmpty() && call != null ? call.firstOpen() : named;
            boolean isNearest = named.stream().allMatch(id -> call != null && isNearest(id, call));
            before = call != null && isNearest && answers(ids, call) ? call : null;
            if (before != null) {
                before.open().removeAll(Set.copyOf(ids));
                before.results().add(at);
            }
        }

        private boolean answers(List<String> ids, OpenExchange call) {
            return ids.isEmpty() != call.calls()
                    && others - call.others() <= MOST_BETWEEN
                    && call.open().containsAll(ids);
        }

        private boolean isNearest(String id, OpenExchange call) {
            OpenExchange latest = nearest.get(id);
            return latest != null && latest.call() == call.call();
        }

        List<Exchange> exchanges() {
            return drafts.stream()
                    .filter(draft -> draft.calls() || !draft.results().isEmpty())
                    .map(draft -> new Exchange(draft.call(), draft.results(), draft.open()))
                    .toList();
        }
    }
}
