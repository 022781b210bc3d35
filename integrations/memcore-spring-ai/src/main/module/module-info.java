/** memcore for Spring AI: chat memory, context advisor, vector store, sessions, and its models for memcore. */
@SuppressWarnings({"requires-transitive-automatic", "requires-automatic"})
module dev.memcore.spring.ai {
    requires transitive dev.memcore.api;
    requires dev.memcore.adapter;
    requires transitive spring.ai.client.chat;
    requires transitive spring.ai.model;
    requires transitive spring.ai.commons;
    requires transitive spring.ai.vector.store;
    requires static spring.ai.session;
    requires spring.core;
    requires reactor.core;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports dev.memcore.spring.ai;
    exports dev.memcore.spring.ai.session;
}
