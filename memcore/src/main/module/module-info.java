/** Memory for AI agents: {@code dev.memcore.Memcore} opens a store. */
module dev.memcore {
    requires transitive dev.memcore.api;
    requires transitive dev.memcore.consolidation;
    requires transitive dev.memcore.retrieval;
    requires dev.memcore.store;
    requires com.github.benmanes.caffeine;
    requires jdk.jfr;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.memcore;
}
