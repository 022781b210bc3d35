/** The segmented, checksummed log on disk, the in-memory log, and the recent windows of sessions. */
module dev.memcore.store {
    requires transitive dev.memcore.api;
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires static org.jspecify;

    exports dev.memcore.store;
    exports dev.memcore.store.heap;
    exports dev.memcore.store.json to
            dev.memcore;
    exports dev.memcore.store.window to
            dev.memcore;
}
