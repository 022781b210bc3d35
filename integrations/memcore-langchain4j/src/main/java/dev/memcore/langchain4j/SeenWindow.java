package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.memcore.api.MemoryId;
import dev.memcore.langchain4j.ChatWindow.Entry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A window as it was handed to a caller: which messages were in it, and which objects stood for them. */
final class SeenWindow {
    // LangChain4j's windows put the very objects that they have read into the list of the next update. So an object
    // tells a
    // message that was in the window from a new one that says the same. What the caller has dropped is not needed.

    private final List<MemoryId> ids;
    private final List<Handed> handed = new ArrayList<>();

    private record Handed(MemoryId id, WeakReference<ChatMessage> message) {}

    /** All messages of a window, as they are about to be handed to a caller. */
    SeenWindow(ChatWindow window) {
        this.ids = window.ids();
        for (Entry entry : window.entries()) {
            handed.add(new Handed(entry.id(), new WeakReference<>(entry.message())));
        }
    }

    /** The messages in the window, in order. */
    List<MemoryId> ids() {
        return ids;
    }

    /** The ids of the objects that were handed over and are still in use; the map compares objects, not what they say. */
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
