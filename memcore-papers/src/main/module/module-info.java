/** Published memory systems as configurations of memcore: presets, rankings, eviction policies. */
module dev.memcore.papers {
    requires transitive dev.memcore;
    requires transitive dev.memcore.api;
    requires transitive dev.memcore.consolidation;
    requires transitive dev.memcore.retrieval;
    requires static org.jspecify;

    exports dev.memcore.papers;
    exports dev.memcore.papers.association;
    exports dev.memcore.papers.chain;
    exports dev.memcore.papers.embed;
    exports dev.memcore.papers.cluster;
    exports dev.memcore.papers.episode;
    exports dev.memcore.papers.fusion;
    exports dev.memcore.papers.query;
    exports dev.memcore.papers.replay;
    exports dev.memcore.papers.rerank;
    exports dev.memcore.papers.slot;
    exports dev.memcore.papers.state;
    exports dev.memcore.papers.task;
    exports dev.memcore.papers.timeline;
    exports dev.memcore.papers.tree;
    exports dev.memcore.papers.value;
    exports dev.memcore.papers.vote;
}
