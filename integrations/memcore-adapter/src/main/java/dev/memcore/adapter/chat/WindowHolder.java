package dev.memcore.adapter.chat;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory whose text is the list of the ids in a window. */
final class WindowHolder {
    // The holder is a pinned memory in the archive, without a session. So no policy changes it, and it appears in no
    // recall, window or neighbourhood. Its text is one unbroken word of hexadecimal digits. A transformer's tokenizer
    // reads it as a single unknown word; a list of numbers would cost a full pass of the model at every change.

    private static final Kind KIND = Kind.of("chat-window");
    private static final String EMPTY = "empty";
    private static final int DIGITS = 16;

    private WindowHolder() {}

    /** Whether a memory is the holder of a window rather than a message. */
    static boolean is(Memory memory) {
        return memory.kind().equals(KIND);
    }

    /** Starts a filter for holders. */
    static MemoryFilter.Builder filter() {
        return MemoryFilter.builder().kind(KIND).tier(Tier.ARCHIVE);
    }

    /** Returns the holder of a chat; null if it does not exist. */
    static @Nullable Memory find(StoredChat<?> chat) {
        List<Memory> found = chat.list(filter().attribute(chat.translation().chatAttribute(), chat.session())
                .build());
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Creates the holder of a chat. Two threads that do so at the same time get the same memory. If it was forgotten, the
     * next idempotency key creates another.
     */
    static Memory create(StoredChat<?> chat) {
        for (int attempt = 0; ; attempt++) {
            Memory made = chat.space()
                    .remember(Observation.builder(EMPTY)
                            .kind(KIND)
                            .tier(Tier.ARCHIVE)
                            .pinned(true)
                            .attribute(chat.translation().chatAttribute(), chat.session())
                            .idempotencyKey(chat.names().key("window", chat.session(), Integer.toString(attempt)))
                            .build());
            if (made.status() == Status.ACTIVE) {
                return made;
            }
        }
    }

    /** Returns the text that lists ids. */
    static String text(List<MemoryId> ids) {
        if (ids.isEmpty()) {
            return EMPTY;
        }
        StringBuilder text = new StringBuilder(ids.size() * 2 * DIGITS);
        for (MemoryId id : ids) {
            text.append(String.format("%016x%016x", id.mostSignificant(), id.leastSignificant()));
        }
        return text.toString();
    }

    /**
     * Returns the ids that a text lists.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the text is no list of ids
     */
    static List<MemoryId> ids(String text) {
        List<MemoryId> ids = new ArrayList<>();
        if (!text.equals(EMPTY)) {
            try {
                for (int at = 0; at < text.length(); at += 2 * DIGITS) {
                    ids.add(new MemoryId(number(text, at), number(text, at + DIGITS)));
                }
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
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
