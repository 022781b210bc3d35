package dev.memcore.adapter.chat;

import dev.memcore.api.MemoryId;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A window as it was handed to a caller: the messages in it, and the objects that represented them. */
final class HandedWindow<M> {
    // The windows of frameworks put the objects that they have read into the list of the next update. So the identity
    // of an object distinguishes a message of the window from a new message with the same content. Weak references
    // suffice, because objects that the caller has dropped are not needed.

    private final List<MemoryId> ids;
    private final List<Handed<M>> handed = new ArrayList<>();

    private record Handed<M>(MemoryId id, WeakReference<M> message) {}

    /**
     * Records a window.
     *
     * @param ids all messages of the window
     * @param entries the messages that are handed to the caller
     */
    HandedWindow(List<MemoryId> ids, List<WindowEntry<M>> entries) {
        this.ids = ids;
        for (WindowEntry<M> entry : entries) {
            handed.add(new Handed<>(entry.id(), new WeakReference<>(entry.message())));
        }
    }

    /** The ids of the messages in the window, in order. */
    List<MemoryId> ids() {
        return ids;
    }

    /** Returns the ids of the handed objects that are still in use. The map compares objects by identity. */
    Map<M, MemoryId> objects() {
        IdentityHashMap<M, MemoryId> objects = new IdentityHashMap<>();
        for (Handed<M> each : handed) {
            M message = each.message().get();
            if (message != null) {
                objects.put(message, each.id());
            }
        }
        return objects;
    }
}
