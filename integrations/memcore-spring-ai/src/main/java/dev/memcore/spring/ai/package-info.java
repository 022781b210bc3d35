/**
 * The integration of memcore with Spring AI. {@link dev.memcore.spring.ai.MemcoreChatMemory} and {@link
 * dev.memcore.spring.ai.MemcoreChatMemoryRepository} store conversations, {@link
 * dev.memcore.spring.ai.MemcoreContextAdvisor} adds memories to prompts, {@link
 * dev.memcore.spring.ai.MemcoreVectorStore} stores documents, and {@link dev.memcore.spring.ai.SpringAiEmbedder} and
 * {@link dev.memcore.spring.ai.SpringAiLanguageModel} let memcore use any model of Spring AI.
 */
@NullMarked
package dev.memcore.spring.ai;

import org.jspecify.annotations.NullMarked;
