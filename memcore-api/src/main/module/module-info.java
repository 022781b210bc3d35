/** The types a host names ({@code dev.memcore.api}) and the interfaces an extender implements ({@code dev.memcore.spi}). */
module dev.memcore.api {
    requires static transitive org.jspecify;

    exports dev.memcore.api;
    exports dev.memcore.spi;
    exports dev.memcore.io to
            dev.memcore,
            dev.memcore.retrieval,
            dev.memcore.store;
}
