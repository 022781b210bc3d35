/** Write stages and lifecycle policies: pure functions that propose operations. */
module dev.memcore.consolidation {
    requires transitive dev.memcore.api;
    requires static org.jspecify;

    exports dev.memcore.consolidation;
    exports dev.memcore.consolidation.cluster;
}
