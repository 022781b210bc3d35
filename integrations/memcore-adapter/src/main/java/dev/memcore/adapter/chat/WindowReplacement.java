package dev.memcore.adapter.chat;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One replacement: finds the new messages of a list, stores them, and replaces the window. For one thread. */
final class WindowReplacement<M> {
    // 1. MessageMatching identifies the messages of the list that are in the window, or were when this caller read it.
    //    All others are new.
    // 2. New messages are stored in one commit. Their idempotency keys are made from the window's version and the
    //    position in the list, so a repetition (after a crash before step 3) stores nothing again.
    // 3. The window's list of ids is replaced, unless it was changed since step 1. In that case the replacement starts
    //    again, but does not repeat the writes of step 2.
    //
    // Other replacements of the process wait while one runs, so only a host that changes the memory itself can cause a
    // conflict.

    private static final int MOST_ATTEMPTS = 20;

    private final StoredChat<M> chat;
    private final List<M> given;
    private final @Nullable HandedWindow<M> seen;
    private final Map<Integer, MemoryId> made = new HashMap<>();

    /**
     * Creates a replacement.
     *
     * @param given the new list
     * @param seen the window on which the list is based; null if unknown: then the list replaces the present window
     */
    WindowReplacement(StoredChat<M> chat, List<M> given, @Nullable HandedWindow<M> seen) {
        this.chat = chat;
        this.given = given;
        this.seen = seen;
    }

    /** Stores the new messages and replaces the window. */
    void run() {
        for (int attempt = 1; ; attempt++) {
            try {
                once();
                return;
            } catch (MemoryException e) {
                boolean outdated = e.code() == ErrorCode.CONFLICT || e.code() == ErrorCode.NOT_FOUND;
                if (!outdated || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void once() {
        StoredWindow<M> window = StoredWindow.read(chat);
        List<MemoryId> mine = identified(window);
        window.replace(seen == null ? mine : WindowMerge.of(seen.ids(), window.ids(), mine, results(mine)));
    }

    private List<MemoryId> results(List<MemoryId> mine) {
        return IntStream.range(0, mine.size())
                .filter(at -> chat.translation().role(given.get(at)) == Role.TOOL)
                .mapToObj(mine::get)
                .toList();
    }

    private List<MemoryId> identified(StoredWindow<M> window) {
        Map<M, MemoryId> handed = seen == null ? Map.of() : seen.objects();
        @Nullable MemoryId[] found = new MessageMatching<>(chat.translation(), known(window), handed).in(given);
        List<NewMessage> fresh = new ArrayList<>();
        for (int at = 0; at < found.length; at++) {
            if (found[at] == null && !made.containsKey(at)) {
                fresh.add(new NewMessage(at, chat.translation().encode(given.get(at), chat.session())));
            }
        }
        remember(fresh, window.version());
        return IntStream.range(0, given.size())
                .mapToObj(at -> made.getOrDefault(at, found[at]))
                .toList();
    }

    /**
     * The messages of the window that the caller read, including those that have left it since, and the messages added
     * to it since.
     */
    private List<WindowEntry<M>> known(StoredWindow<M> window) {
        Map<MemoryId, WindowEntry<M>> here = new LinkedHashMap<>();
        window.entries().forEach(entry -> here.put(entry.id(), entry));
        List<WindowEntry<M>> known = new ArrayList<>();
        for (MemoryId id : seen == null ? List.<MemoryId>of() : seen.ids()) {
            WindowEntry<M> entry = here.remove(id);
            if (entry != null) {
                known.add(entry);
            } else {
                StoredWindow.entry(chat, id).ifPresent(known::add);
            }
        }
        known.addAll(here.values());
        return known;
    }

    /** A new message, and its position in the list. */
    private record NewMessage(int at, Observation observation) {}

    private void remember(List<NewMessage> fresh, int version) {
        if (fresh.isEmpty()) {
            return;
        }
        List<Memory> memories = chat.space()
                .rememberAll(fresh.stream()
                        .map(message -> keyed(message, Integer.toString(version)))
                        .toList());
        for (int i = 0; i < fresh.size(); i++) {
            Memory memory = memories.get(i);
            // The key may belong to a message that was forgotten since. Then the next key is taken.
            for (int attempt = 1; memory.status() == Status.FORGOTTEN; attempt++) {
                memory = chat.space().remember(keyed(fresh.get(i), version + "." + attempt));
            }
            made.put(fresh.get(i).at(), memory.id());
        }
    }

    private Observation keyed(NewMessage message, String version) {
        Observation observation = message.observation();
        String at = Integer.toString(message.at());
        return observation.toBuilder()
                .idempotencyKey(chat.names().key("message", observation.toString(), at, version))
                .build();
    }
}
