package dev.memcore.spring.ai.window;

import dev.memcore.api.MemoryId;
import dev.memcore.spring.ai.window.StoredWindow.Entry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.Message;

/** A window as it was handed to a caller: the messages in it, and the objects that represented them. */
public final class HandedWindow {
    // Spring AI's MessageWindowChatMemory puts the objects that it has read into the list that it saves. So the
    // identity
    // of an object distinguishes a message of the window from a new message with the same content. Weak references
    // suffice, because objects that the caller has dropped are not needed.

    private final List<MemoryId> ids;
    private final List<Handed> handed = new ArrayList<>();

    private record Handed(MemoryId id, WeakReference<Message> message) {}

    /**
     * Records a window.
     *
     * @param ids all messages of the window
     * @param entries the messages that are handed to the caller
     */
    public HandedWindow(List<MemoryId> ids, List<Entry> entries) {
        this.ids = ids;
        for (Entry entry : entries) {
            handed.add(new Handed(entry.id(), new WeakReference<>(entry.message())));
        }
    }

    /** The ids of the messages in the window, in order. */
    List<MemoryId> ids() {
        return ids;
    }

    /** Returns the ids of the handed objects that are still in use. The map compares objects by identity. */
    Map<Message, MemoryId> objects() {
        IdentityHashMap<Message, MemoryId> objects = new IdentityHashMap<>();
        for (Handed each : handed) {
            Message message = each.message().get();
            if (message != null) {
                objects.put(message, each.id());
            }
        }
        return objects;
    }
}
