package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a chat's window, as read at one moment.
 *
 * @param holder the memory whose text is the list of ids; null if it does not exist yet
 * @param ids the ids of the messages in the window, in order; a message may no longer exist
 * @param entries the messages that exist
 */
record ChatWindow(@Nullable Memory holder, List<MemoryId> ids, List<Entry> entries) {
    // The holder is a pinned memory in the archive, without a session. So no policy changes it, and it appears in no
    // recall, window or neighbourhood. Its text is one unbroken word of hexadecimal digits. A transformer's tokenizer
    // reads it as a single unknown word; a list of numbers would cost a full pass of the model at every change.

    /** The cause of all changes that this module makes. */
    static final Cause CAUSE = Cause.of("langchain4j");

    private static final Kind KIND = Kind.of("chat-window");
    private static final String KEY = "langchain4j:window:";
    private static final String EMPTY = "empty";
    private static final int DIGITS = 16;

    /** A message in the window, and the memory that stores it. */
    record Entry(Memory memory, ChatMessage message) {
        static Entry of(Memory memory) {
            return new Entry(memory, MessageCodec.decode(memory));
        }

        MemoryId id() {
            return memory.id();
        }
    }

    /** Reads the current window. O(number of its messages). */
    static ChatWindow read(Conversation chat) {
        Memory holder = holder(chat);
        List<MemoryId> ids = holder == null ? List.of() : parse(holder.text());
        List<Entry> entries = new ArrayList<>(ids.size());
        for (MemoryId id : ids) {
            chat.space().get(id).map(Entry::of).ifPresent(entries::add);
        }
        return new ChatWindow(holder, ids, entries);
    }

    /** The version of the window, from 1. A window that does not exist yet has version 1, too. */
    int version() {
        return holder == null ? 1 : holder.version();
    }

    /**
     * Replaces the messages of the window, unless it was changed after it was read.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} or {@link ErrorCode#NOT_FOUND} if it was changed
     */
    void replace(Conversation chat, List<MemoryId> next) {
        Memory present = holder == null ? newHolder(chat) : holder;
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Revise(present.id(), text(next), present.version(), CAUSE));
        Set<MemoryId> staying = new HashSet<>(next);
        for (Entry entry : entries) {
            if (!staying.contains(entry.id()) && isHeld(entry.memory())) {
                operations.add(MemoryOp.Adjust.pinned(entry.id(), false, CAUSE));
            }
        }
        chat.space().apply(operations);
    }

    /** Whether a message is pinned only while it is in the window. */
    private static boolean isHeld(Memory memory) {
        return memory.pinned() && memory.tier() == Tier.ARCHIVE;
    }

    /**
     * Passes every memory of the chat that is in force to an action: the holder and all messages, including those that
     * have left the window.
     */
    static void forEach(Conversation chat, Consumer<Memory> action) {
        each(chat, all(chat), action);
    }

    /** Whether a memory is the holder of a window rather than a message. */
    static boolean isHolder(Memory memory) {
        return memory.kind().equals(KIND);
    }

    /** A filter for all memories of a chat. */
    static MemoryFilter all(Conversation chat) {
        return MemoryFilter.builder()
                .attribute(MessageCodec.CHAT, chat.session())
                .build()
                .everywhere();
    }

    private static @Nullable Memory holder(Conversation chat) {
        MemoryFilter filter = MemoryFilter.builder()
                .kind(KIND)
                .tier(Tier.ARCHIVE)
                .attribute(MessageCodec.CHAT, chat.session())
                .build();
        List<Memory> found = new ArrayList<>(1);
        each(chat, filter, found::add);
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Visits the matching memories of exactly the reader's scope. Other visible scopes may have sessions of the same
     * name, but these are other sessions.
     */
    private static void each(Conversation chat, MemoryFilter filter, Consumer<Memory> action) {
        MemorySpace space = chat.space();
        MemoryId after = null;
        do {
            Page page = space.list(filter, after, MemoryQuery.MAX_LIMIT);
            page.memories().stream()
                    .filter(memory -> memory.scope().equals(space.principal().scope()))
                    .forEach(action);
            after = page.next();
        } while (after != null);
    }

    /**
     * Creates the holder. Two threads that do so at the same time get the same memory. If a host has forgotten one, the
     * next idempotency key creates another.
     */
    private static Memory newHolder(Conversation chat) {
        for (int attempt = 0; ; attempt++) {
            Memory made = chat.space()
                    .remember(Observation.builder(EMPTY)
                            .kind(KIND)
                            .tier(Tier.ARCHIVE)
                            .pinned(true)
                            .attribute(MessageCodec.CHAT, chat.session())
                            .idempotencyKey(KEY + Digest.of(chat.session(), Integer.toString(attempt)))
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
                        "a chat's window was changed by others, and its holder no longer contains a list of ids",
                        e);
            }
        }
        return List.copyOf(ids);
    }

    private static long number(String text, int at) {
        return Long.parseUnsignedLong(text, at, at + DIGITS, 16);
    }
}
