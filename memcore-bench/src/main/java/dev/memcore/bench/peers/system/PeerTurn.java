package dev.memcore.bench.peers.system;

import dev.memcore.api.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a dialogue.
 *
 * @param user the number of its user
 * @param session unique within the user
 * @param speaker who speaks, or null
 * @param time when, or null
 * @param text what is said; unique within a corpus, so that a result is known by its text
 */
record PeerTurn(
        int user,
        String session,
        @Nullable String speaker,
        @Nullable EventTime time,
        String text) {
    /** Speaker and text, which all systems index and embed. memcore also forms it so. */
    String transcript() {
        return speaker == null ? text : speaker + ": " + text;
    }

    /** The name of a user. */
    static String userName(int user) {
        return "user-" + user;
    }
}
