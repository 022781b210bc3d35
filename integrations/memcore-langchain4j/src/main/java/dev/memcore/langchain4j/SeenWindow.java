package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.memcore.api.MemoryId;
import dev.memcore.langchain4j.ChatWindow.Entry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A window as it was handed to a caller: the messages in it, and the objects that represented them. */
final class SeenWindow {
    // LangChain4j's windows put the objects that they have read into the list of the next update. So the identity of an
    // object distinguishes a message of the window from a new message with the same content. Weak references suffice,
    // because objects that the caller has dropped are not needed.

    private final List<MemoryId> ids;
    private final List<Handed> handed = new ArrayList<>();

    private record Handed(MemoryId id, WeakReference<ChatMessage> message) {}

    /** Records all messages of a window before they are handed to a caller. */
    SeenWindow(ChatWindow window) {
        this.ids = window.ids();
        for (Entry entry : window.entries()) {
            handed.add(new Handed(entry.id(), new WeakReference<>(entry.message())));
        }
    }

    /** The ids of the messages in the window, in order. */
    List<MemoryId> ids() {
        return ids;
    }

    /** Returns the ids of the handed objects that are still in use. The map compares objects by identity. */
    Map<ChatMessage, MemoryId> objects() {
        IdentityHashMap<ChatMessage, MemoryId> objects = new IdentityHashMap<>();
        for (Handed each : handed) {
            ChatMessage message = each.message().get();
            if (message != null) {
                objects.put(message, each.id());
            }
        }
        return objects;
    }
}
