/**
 * memcore for LangChain4j: {@link dev.memcore.langchain4j.MemcoreChatMemoryStore} keeps conversations,
 * {@link dev.memcore.langchain4j.MemcoreContentRetriever} recalls for retrieval augmentation, and
 * {@link dev.memcore.langchain4j.LangChain4jEmbedder} lets memcore search by any embedding model of LangChain4j.
 */
@NullMarked
package dev.memcore.langchain4j;

import org.jspecify.annotations.NullMarked;
