/**
 * The integration of memcore with LangChain4j. {@link dev.memcore.langchain4j.MemcoreChatMemoryStore} stores
 * conversations, {@link dev.memcore.langchain4j.MemcoreContentRetriever} recalls memories for retrieval augmentation,
 * and {@link dev.memcore.langchain4j.LangChain4jEmbedder} lets memcore use any embedding model of LangChain4j.
 */
@NullMarked
package dev.memcore.langchain4j;

import org.jspecify.annotations.NullMarked;
