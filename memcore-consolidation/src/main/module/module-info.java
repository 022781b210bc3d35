/** Write stages and lifecycle policies: pure functions that propose operations. */
module dev.memcore.consolidation {
    requires transitive dev.memcore.api;
    requires static org.jspecify;

    exports dev.memcore.consolidation;
    exports dev.memcore.consolidation.cluster;
    exports dev.memcore.consolidation.echo;
    exports dev.memcore.consolidation.digest;
    exports dev.memcore.consolidation.packing;
    exports dev.memcore.consolidation.summary;
    exports dev.memcore.consolidation.segment;
    exports dev.memcore.consolidation.value;
    exports dev.memcore.consolidation.age to
            dev.memcore.papers;
    exports dev.memcore.consolidation.arithmetic to
            dev.memcore.papers;
    exports dev.memcore.consolidation.eviction to
            dev.memcore.papers;
    exports dev.memcore.consolidation.provenance to
            dev.memcore.papers;
    exports dev.memcore.consolidation.term to
            dev.memcore.papers;
}
