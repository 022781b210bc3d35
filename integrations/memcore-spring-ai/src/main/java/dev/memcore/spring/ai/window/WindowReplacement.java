package dev.memcore.spring.ai.window;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spring.ai.message.SpringMessageCodec;
import dev.memcore.spring.ai.window.StoredWindow.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;

/**
 * One call of {@code saveAll}: finds the new messages of a list, stores them, and replaces the window. For one thread.
 */
public final class WindowReplacement {
    // 1. MessageMatching identifies the messages of the list that are in the window, or were when this caller read it.
    //    All others are new.
    // 2. New messages are stored in one commit. Their idempotency keys are made from the window's version and the
    //    position in the list, so a repetition (after a crash before step 3) stores nothing again.
    // 3. The window's list of ids is replaced, unless it was changed since step 1. In that case the replacement starts
    //    again, but does not repeat the writes of step 2.
    //
    // Other repositories of this module wait while a replacement runs, so only a host that changes the memory itself
    // can
    // cause a conflict.

    private static final int MOST_ATTEMPTS = 20;

    private final MemorySpace space;
    private final String session;
    private final List<Message> given;
    private final @Nullable HandedWindow seen;
    private final Map<Integer, MemoryId> made = new HashMap<>();

    /**
     * Creates a replacement.
     *
     * @param given the new list
     * @param seen the window on which the list is based; null if unknown: then the list replaces the present window
     */
    public WindowReplacement(MemorySpace space, String session, List<Message> given, @Nullable HandedWindow seen) {
        this.space = space;
        this.session = session;
        this.given = given;
        this.seen = seen;
    }

    /** Stores the new messages and replaces the window. */
    public void run() {
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
        StoredWindow window = StoredWindow.read(space, session);
        List<MemoryId> mine = identified(window);
        window.replace(space, session, seen == null ? mine : merged(seen.ids(), window.ids(), mine));
    }

    private List<MemoryId> identified(StoredWindow window) {
        Map<Message, MemoryId> handed = seen == null ? Map.of() : seen.objects();
        @Nullable MemoryId[] found = new MessageMatching(known(window), handed).in(given);
        List<NewMessage> fresh = new ArrayList<>();
        for (int at = 0; at < found.length; at++) {
            if (found[at] == null && !made.containsKey(at)) {
                fresh.add(new NewMessage(at, SpringMessageCodec.encode(given.get(at), session)));
            }
        }
        remember(fresh, window.version());
        return IntStream.range(0, given.size())
                .mapToObj(at -> made.getOrDefault(at, found[at]))
                .toList();
    }

    /** A new message, and its position in the list. */
    private record NewMessage(int at, Observation observation) {
        Observation keyed(int version) {
            String key = KeyDigest.of(observation.toString(), Integer.toString(at), Integer.toString(version));
            return observation.toBuilder()
                    .idempotencyKey("spring-ai:message:" + key)
                    .build();
        }
    }

    /**
     * The messages of the window that the caller read, including those that have left it since, and the messages added
     * to it since.
     */
    private List<Entry> known(StoredWindow window) {
        Map<MemoryId, Entry> here = new LinkedHashMap<>();
        window.entries().forEach(entry -> here.put(entry.id(), entry));
        List<Entry> known = new ArrayList<>();
        for (MemoryId id : seen == null ? List.<MemoryId>of() : seen.ids()) {
            Entry entry = here.remove(id);
            if (entry != null) {
                known.add(entry);
            } else {
                space.get(id).map(Entry::of).ifPresent(known::add);
            }
        }
        known.addAll(here.values());
        return known;
    }

    private void remember(List<NewMessage> fresh, int version) {
        if (fresh.isEmpty()) {
            return;
        }
        List<Memory> memories = space.rememberAll(
                fresh.stream().map(message -> message.keyed(version)).toList());
        for (int i = 0; i < fresh.size(); i++) {
            NewMessage message = fresh.get(i);
            // The key may belong to a message that was forgotten since. Then the message is stored as a new one.
            boolean gone = memories.get(i).status() == Status.FORGOTTEN;
            Memory memory = gone ? space.remember(message.observation()) : memories.get(i);
            made.put(message.at(), memory.id());
        }
    }

    /**
     * Merges two changes of the same window. Messages that either dropped are removed, and messages that either added
     * are present. A message added by the other keeps its predecessor, but is never put between a tool call and its
     * results.
     */
    private List<MemoryId> merged(List<MemoryId> base, List<MemoryId> theirs, List<MemoryId> mine) {
        Set<MemoryId> common = new HashSet<>(base);
        Set<MemoryId> present = new HashSet<>(theirs);
        Set<MemoryId> results = new HashSet<>();
        List<MemoryId> merged = new ArrayList<>(mine.size());
        for (int i = 0; i < mine.size(); i++) {
            if (present.contains(mine.get(i)) || !common.contains(mine.get(i))) {
                merged.add(mine.get(i));
            }
            if (given.get(i) instanceof ToolResponseMessage) {
                results.add(mine.get(i));
            }
        }
        common.addAll(mine);
        int at = 0;
        for (MemoryId id : theirs) {
            int here = merged.indexOf(id);
            if (here >= 0) {
                at = here + 1;
            } else if (!common.contains(id)) {
                while (at < merged.size() && results.contains(merged.get(at))) {
                    at++;
                }
                merged.add(at++, id);
            }
        }
        return merged;
    }
}
