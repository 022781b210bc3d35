/** The API for hosts ({@code dev.memcore.api}) and the interfaces for extensions ({@code dev.memcore.spi}). */
module dev.memcore.api {
    requires static transitive org.jspecify;

    exports dev.memcore.api;
    exports dev.memcore.api.config;
    exports dev.memcore.api.context;
    exports dev.memcore.api.error;
    exports dev.memcore.api.fact;
    exports dev.memcore.api.filter;
    exports dev.memcore.api.health;
    exports dev.memcore.api.operation;
    exports dev.memcore.api.report;
    exports dev.memcore.api.standing;
    exports dev.memcore.api.session;
    exports dev.memcore.spi;
    exports dev.memcore.spi.index;
    exports dev.memcore.spi.lifecycle;
    exports dev.memcore.spi.log;
    exports dev.memcore.spi.model;
    exports dev.memcore.api.check to
            dev.memcore,
            dev.memcore.consolidation,
            dev.memcore.langchain4j,
            dev.memcore.mcp,
            dev.memcore.papers,
            dev.memcore.retrieval,
            dev.memcore.spring.ai,
            dev.memcore.store,
            dev.memcore.tools;
    exports dev.memcore.io to
            dev.memcore,
            dev.memcore.retrieval,
            dev.memcore.store;
}
