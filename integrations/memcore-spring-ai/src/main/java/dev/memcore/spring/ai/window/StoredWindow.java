package dev.memcore.spring.ai.window;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.ToolExchanges;
import dev.memcore.spring.ai.message.SpringMessageCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;

/**
 * The content of a conversation's window, as read at one moment.
 *
 * @param holder the memory whose text is the list of ids; null if it does not exist yet
 * @param ids the ids of the messages in the window, in order; a message may no longer exist
 * @param entries the messages that exist
 */
public record StoredWindow(@Nullable Memory holder, List<MemoryId> ids, List<Entry> entries) {
    // The holder is a pinned memory in the archive, without a session. So no policy changes it, and it appears in no
    // recall, window or neighbourhood. Its text is one unbroken word of hexadecimal digits. A transformer's tokenizer
    // reads it as a single unknown word; a list of numbers would cost a full pass of the model at every change.

    /** The cause of all changes that this module makes. */
    public static final Cause CAUSE = Cause.of("spring-ai");

    /** The kind of holders. */
    private static final Kind KIND = Kind.of("chat-window");

    private static final String KEY = "spring-ai:window:";
    private static final String EMPTY = "empty";
    private static final int DIGITS = 16;

    /** A message in the window, and the memory that stores it. */
    public record Entry(Memory memory, Message message) {
        /** Decodes a memory. */
        static Entry of(Memory memory) {
            return new Entry(memory, SpringMessageCodec.decode(memory));
        }

        /** The id of the memory. */
        public MemoryId id() {
            return memory.id();
        }
    }

    /** Reads the current window. O(number of its messages). */
    public static StoredWindow read(MemorySpace space, String session) {
        List<Memory> holders = ConversationKey.list(
                space, holders().attribute(SpringMessageCodec.CHAT, session).build());
        Memory holder = holders.isEmpty() ? null : holders.getFirst();
        List<MemoryId> ids = holder == null ? List.of() : parse(holder.text());
        List<Entry> entries = new ArrayList<>(ids.size());
        for (MemoryId id : ids) {
            space.get(id).map(Entry::of).ifPresent(entries::add);
        }
        return new StoredWindow(holder, ids, entries);
    }

    /** Starts a filter for holders. */
    public static MemoryFilter.Builder holders() {
        return MemoryFilter.builder().kind(KIND).tier(Tier.ARCHIVE);
    }

    /** Whether a memory is the holder of a window rather than a message. */
    public static boolean isHolder(Memory memory) {
        return memory.kind().equals(KIND);
    }

    /** The version of the window, from 1. A window that does not exist yet has version 1, too. */
    int version() {
        return holder == null ? 1 : holder.version();
    }

    /**
     * Returns the entries without incomplete tool exchanges, because chat models reject calls without results and
     * results without calls. Calls at the end stay, because their results may still follow.
     */
    public List<Entry> wholeExchanges() {
        List<Memory> memories = entries.stream().map(Entry::memory).toList();
        ToolExchanges exchanges = ToolExchanges.of(memories);
        return IntStream.range(0, entries.size())
                .filter(at -> isWhole(memories, exchanges, at))
                .mapToObj(entries::get)
                .toList();
    }

    private static boolean isWhole(List<Memory> memories, ToolExchanges exchanges, int at) {
        ToolExchanges.Exchange exchange = exchanges.of(at);
        boolean isResult = memories.get(at).role() == Role.TOOL;
        if (exchange == null) {
            return !isResult;
        }
        boolean adjacent =
                exchange.last() - exchange.call() == exchange.results().size();
        boolean running = exchange.last() == memories.size() - 1;
        return adjacent && (exchange.isComplete() || running);
    }

    /**
     * Replaces the messages of the window, unless it was changed after it was read. Creates a window that does not exist,
     * also if it is to be empty.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} or {@link ErrorCode#NOT_FOUND} if it was changed
     */
    void replace(MemorySpace space, String session, List<MemoryId> next) {
        Memory present = holder == null ? newHolder(space, session) : holder;
        if (next.equals(ids)) {
            return;
        }
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Revise(present.id(), text(next), present.version(), CAUSE));
        Set<MemoryId> staying = new HashSet<>(next);
        for (Entry entry : entries) {
            boolean held = entry.memory().pinned() && entry.memory().tier() == Tier.ARCHIVE;
            if (held && !staying.contains(entry.id())) {
                operations.add(MemoryOp.Adjust.pinned(entry.id(), false, CAUSE));
            }
        }
        space.apply(operations);
    }

    /**
     * Creates the holder. Two threads that do so at the same time get the same memory. If it was forgotten with its
     * conversation, the next idempotency key creates another.
     */
    private static Memory newHolder(MemorySpace space, String session) {
        for (int attempt = 0; ; attempt++) {
            Memory made = space.remember(Observation.builder(EMPTY)
                    .kind(KIND)
                    .tier(Tier.ARCHIVE)
                    .pinned(true)
                    .attribute(SpringMessageCodec.CHAT, session)
                    .idempotencyKey(KEY + KeyDigest.of(session, Integer.toString(attempt)))
                    .build());
            if (made.status() == Status.ACTIVE) {
                return made;
            }
        }
    }

    private static String text(List<MemoryId> ids) {
        if (ids.isEmpty()) {
            return EMPTY;
        }
        StringBuilder text = new StringBuilder(ids.size() * 2 * DIGITS);
        for (MemoryId id : ids) {
            text.append(String.format("%016x%016x", id.mostSignificant(), id.leastSignificant()));
        }
        return text.toString();
    }

    private static List<MemoryId> parse(String text) {
        List<MemoryId> ids = new ArrayList<>();
        if (!text.equals(EMPTY)) {
            try {
                for (int at = 0; at < text.length(); at += 2 * DIGITS) {
                    ids.add(new MemoryId(number(text, at), number(text, at + DIGITS)));
                }
            } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                throw MemoryException.of(
                        ErrorCode.CONFLICT,
                        "a conversation's window was changed by others, and its holder no longer contains a list of"
                                + " ids",
                        e);
            }
        }
        return List.copyOf(ids);
    }

    private static long number(String text, int at) {
        return Long.parseUnsignedLong(text, at, at + DIGITS, 16);
    }
}
