/** Contract tests for implementers of memcore's SPI, and fakes for tests. */
module dev.memcore.testkit {
    requires transitive dev.memcore.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.memcore.testkit;
    exports dev.memcore.testkit.index;
    exports dev.memcore.testkit.log;
    exports dev.memcore.testkit.model;
}
