/** The memory index on Apache Lucene, with views, embedders, fusers and rerankers. */
module dev.memcore.retrieval {
    requires transitive dev.memcore.api;
    requires com.github.benmanes.caffeine;
    requires org.apache.lucene.analysis.common;
    requires org.apache.lucene.core;
    requires java.logging;
    requires jdk.jfr;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.memcore.retrieval;
    exports dev.memcore.retrieval.conversation;
    exports dev.memcore.retrieval.embed;
    exports dev.memcore.retrieval.fusion;
    exports dev.memcore.retrieval.rerank;
    exports dev.memcore.retrieval.view;
}
