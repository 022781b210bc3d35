/** memcore for LangChain4j: chat memory store, content retriever, and its embedding models as embedders. */
@SuppressWarnings("requires-transitive-automatic")
module dev.memcore.langchain4j {
    requires transitive dev.memcore.api;
    requires transitive langchain4j.core;
    requires static org.jspecify;

    exports dev.memcore.langchain4j;
}
