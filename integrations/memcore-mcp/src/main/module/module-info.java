/** A server of the Model Context Protocol over a memcore store: stdio and streamable HTTP. */
module dev.memcore.mcp {
    requires transitive dev.memcore.api;
    requires transitive dev.memcore.tools;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.modelcontextprotocol.sdk.mcp.core;
    requires io.modelcontextprotocol.sdk.mcp.json.jackson2;
    requires jdk.httpserver;
    requires org.slf4j;
    requires reactor.core;
    requires static org.jspecify;

    exports dev.memcore.mcp;
}
