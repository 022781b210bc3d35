/** A web page that shows what a store of memcore contains, served on loopback by the HTTP server of the JDK. */
module dev.memcore.inspector {
    requires transitive dev.memcore.api;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports dev.memcore.inspector;
}
