/** memcore for LangChain4j: chat memory store, embedding store, content retriever, tools, and its models. */
@SuppressWarnings("requires-transitive-automatic")
module dev.memcore.langchain4j {
    requires transitive dev.memcore.api;
    requires dev.memcore.adapter;
    requires transitive dev.memcore.tools;
    requires transitive langchain4j.core;
    requires static org.jspecify;

    exports dev.memcore.langchain4j;
}
