package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.langchain4j.ChatWindow.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One call of {@code updateMessages}: from a whole list to what is new in it. For one thread. */
final class WindowUpdate {
    // 1. KnownMessages tells which messages of the list are in the window, or were when this caller saw it; others are
    // new.
    // 2. New messages are remembered, in one commit. Keys made from the window's version and the place in the list make
    // a
    //    repeat (after a crash between this step and the next) a no-op.
    // 3. The window's list of ids is replaced, unless somebody else has done so since step 1: then all begins anew, but
    //    for what step 2 has made already.
    //
    // Other stores of this module wait while this runs; "somebody else" can only be a host that changes the memory
    // itself.

    private static final int MOST_ATTEMPTS = 20;

    private final Conversation chat;
    private final List<ChatMessage> given;
    private final @Nullable SeenWindow seen;
    private final Map<Integer, MemoryId> made = new HashMap<>();

    /**
     * An update.
     *
     * @param given the new list
     * @param seen the window that the list was made from; null: it is not known, and the list replaces whatever is there
     */
    WindowUpdate(Conversation chat, List<ChatMessage> given, @Nullable SeenWindow seen) {
        this.chat = chat;
        this.given = given;
        this.seen = seen;
    }

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
        ChatWindow window = ChatWindow.read(chat);
        List<MemoryId> mine = identified(window);
        List<MemoryId> next = seen == null ? mine : merged(seen.ids(), window.ids(), mine);
        if (!next.equals(window.ids())) {
            window.replace(chat, next);
        }
    }

    private List<MemoryId> identified(ChatWindow window) {
        Map<ChatMessage, MemoryId> handed = seen == null ? Map.of() : seen.objects();
        @Nullable MemoryId[] found = new KnownMessages(known(window), handed).in(given);
        List<Said> fresh = new ArrayList<>();
        for (int at = 0; at < found.length; at++) {
            if (found[at] == null && !made.containsKey(at)) {
                fresh.add(new Said(at, MessageCodec.encode(given.get(at), chat.session())));
            }
        }
        remember(fresh, window.version());
        return IntStream.range(0, given.size())
                .mapToObj(at -> made.getOrDefault(at, found[at]))
                .toList();
    }

    /** A message that is new, and its place in the list. */
    private record Said(int at, Observation observation) {
        Observation keyed(int version) {
            String key = Digest.of(observation.toString(), Integer.toString(at), Integer.toString(version));
            return observation.toBuilder()
                    .idempotencyKey("langchain4j:message:" + key)
                    .build();
        }
    }

    /** The messages that the caller has seen, those among them that have left the window since, and those that came in. */
    private List<Entry> known(ChatWindow window) {
        Map<MemoryId, Entry> here = new LinkedHashMap<>();
        window.entries().forEach(entry -> here.put(entry.id(), entry));
        List<Entry> known = new ArrayList<>();
        for (MemoryId id : seen == null ? List.<MemoryId>of() : seen.ids()) {
            Entry entry = here.remove(id);
            if (entry != null) {
                known.add(entry);
            } else {
                chat.space().get(id).map(Entry::of).ifPresent(known::add);
            }
        }
        known.addAll(here.values());
        return known;
    }

    private void remember(List<Said> fresh, int version) {
        if (fresh.isEmpty()) {
            return;
        }
        List<Memory> memories = chat.space()
                .rememberAll(fresh.stream().map(said -> said.keyed(version)).toList());
        for (int i = 0; i < fresh.size(); i++) {
            Said said = fresh.get(i);
            // The key may be that of a message that was forgotten since: said again, it is a new one.
            boolean gone = memories.get(i).status() == Status.FORGOTTEN;
            Memory memory = gone ? chat.space().remember(said.observation()) : memories.get(i);
            made.put(said.at(), memory.id());
        }
    }

    /**
     * What both have done since they saw the same window: what either dropped is gone, what either added is there. What
     * others added comes after what it came after with them, but never between a tool call and its results.
     */
    private List<MemoryId> merged(List<MemoryId> seen, List<MemoryId> theirs, List<MemoryId> mine) {
        Set<MemoryId> common = new HashSet<>(seen);
        Set<MemoryId> present = new HashSet<>(theirs);
        Set<MemoryId> results = new HashSet<>();
        List<MemoryId> merged = new ArrayList<>(mine.size());
        for (int i = 0; i < mine.size(); i++) {
            if (present.contains(mine.get(i)) || !common.contains(mine.get(i))) {
                merged.add(mine.get(i));
            }
            if (given.get(i) instanceof ToolExecutionResultMessage) {
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
