package dev.memcore.bench.soak.model;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules for the contents of a window, so that a chat model accepts it. It contains messages of the session that are
 * in force, in order. Every tool result follows its call, with only other results between them. Every call is answered
 * before the next other message, except calls that are still open at the end. Within these rules the window is
 * complete: it contains every plain message after its first one, and every exchange with all calls answered.
 */
final class WindowRules {
    /** The maximum number of messages of the windows of the soak test. */
    static final int MESSAGES = 200;

    private WindowRules() {}

    static void compare(MemorySpace space, ScopeModel model, String session, int tokens) {
        List<Entry> window = new ArrayList<>();
        for (Memory memory : space.session(session).window(tokens)) {
            Entry entry = model.byId(memory.id());
            if (entry == null || !session.equals(entry.session)) {
                throw new Mismatch("a window has a message of another session", memory.id() + " in " + session);
            }
            if (!entry.isActive()) {
                throw new Mismatch("a window has a message that is " + entry.state, entry.toString());
            }
            if (!memory.text().equals(entry.text)) {
                throw new Mismatch("a window shows another text", entry.toString());
            }
            window.add(entry);
        }
        compare(window, model.messages(session), tokens == Integer.MAX_VALUE);
    }

    /**
     * Compares a window with the messages in force.
     *
     * @param unbounded whether it has room for all of them
     */
    static void compare(List<Entry> window, List<Entry> messages, boolean unbounded) {
        requireOrder(window);
        requireAnswered(window);
        requireComplete(window, messages, unbounded);
    }

    /**
     * Verifies the order. An exchange is placed where its last result was recorded, so only other messages are in the
     * order of their recording.
     */
    private static void requireOrder(List<Entry> window) {
        List<Entry> others = window.stream()
                .filter(message -> message.calls.isEmpty() && !message.isResult())
                .toList();
        for (int i = 1; i < others.size(); i++) {
            if (others.get(i).number <= others.get(i - 1).number) {
                throw new Mismatch("a window is not in order", window.toString());
            }
        }
    }

    private static void requireAnswered(List<Entry> window) {
        Set<String> open = new HashSet<>();
        for (Entry message : window) {
            if (message.isResult()) {
                if (!open.containsAll(message.calls)) {
                    throw new Mismatch("a window has a result without its call", message + " in " + numbers(window));
                }
                message.calls.forEach(open::remove);
            } else {
                if (!open.isEmpty()) {
                    throw new Mismatch(
                            "a window has a call without its result", "before " + message + " in " + numbers(window));
                }
                open.addAll(message.calls);
            }
        }
    }

    private static void requireComplete(List<Entry> window, List<Entry> messages, boolean unbounded) {
        List<Entry> latest = messages.subList(Math.max(0, messages.size() - MESSAGES), messages.size());
        Set<Entry> shown = new HashSet<>(window);
        int from = unbounded ? -1 : begin(window);
        for (Entry wanted : wanted(latest)) {
            if (wanted.number >= from && !shown.contains(wanted)) {
                throw new Mismatch(
                        "a window lacks " + (wanted.calls.isEmpty() ? "a plain message" : "part of a whole exchange"),
                        wanted + " in " + numbers(window));
            }
        }
    }

    /**
     * Returns the position from which a window without room for all messages must be complete. An exchange is placed
     * where its last result was recorded.
     */
    private static int begin(List<Entry> window) {
        if (window.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        int begin = window.getFirst().number;
        for (int i = 1; i < window.size() && window.get(i).isResult(); i++) {
            begin = Math.max(begin, window.get(i).number);
        }
        return begin;
    }

    /**
     * Returns the plain messages, and the calls that are completely answered by the results that follow directly, with
     * these results.
     */
    private static List<Entry> wanted(List<Entry> messages) {
        List<Entry> wanted = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Entry message = messages.get(i);
            if (!message.isResult() && message.calls.isEmpty()) {
                wanted.add(message);
            } else if (message.isCall()) {
                List<Entry> exchange = exchange(messages, i);
                wanted.addAll(exchange);
            }
        }
        return wanted;
    }

    /** The call at a place and the results that answer it, each call once; empty if one is missing. */
    private static List<Entry> exchange(List<Entry> messages, int place) {
        List<Entry> exchange = new ArrayList<>(List.of(messages.get(place)));
        Set<String> open = new HashSet<>(messages.get(place).calls);
        for (int i = place + 1; i < messages.size() && messages.get(i).isResult(); i++) {
            Entry result = messages.get(i);
            if (open.removeAll(result.calls)) {
                exchange.add(result);
            }
        }
        return open.isEmpty() ? exchange : List.of();
    }

    private static Set<Integer> numbers(List<Entry> window) {
        Set<Integer> numbers = new TreeSet<>();
        window.forEach(entry -> numbers.add(entry.number));
        return numbers;
    }
}
