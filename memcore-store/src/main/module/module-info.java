/** The segmented, checksummed log, its in-memory twin, and the short-term windows. */
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
