/** Write stages and lifecycle policies: pure functions that propose operations. */
module dev.memcore.consolidation {
    requires transitive dev.memcore.api;
    requires static org.jspecify;

    exports dev.memcore.consolidation;
    exports dev.memcore.consolidation.association;
    exports dev.memcore.consolidation.cluster;
    exports dev.memcore.consolidation.fold;
    exports dev.memcore.consolidation.replay;
    exports dev.memcore.consolidation.segment;
    exports dev.memcore.consolidation.slot;
    exports dev.memcore.consolidation.tree;
    exports dev.memcore.consolidation.value;
}
