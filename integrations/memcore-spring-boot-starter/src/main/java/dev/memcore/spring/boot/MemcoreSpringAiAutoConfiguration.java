package dev.memcore.spring.boot;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.spring.ai.MemcoreChatMemory;
import dev.memcore.spring.ai.MemcoreChatMemoryRepository;
import dev.memcore.spring.ai.MemcoreContextAdvisor;
import dev.memcore.spring.ai.MemcoreVectorStore;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The adapters of Spring AI over the store. They exist only if {@code memcore.scope.tenant} is set. Conversation ids are
 * {@linkplain dev.memcore.spring.ai.ConversationId ids} of this tenant.
 */
@AutoConfiguration(
        after = MemcoreAutoConfiguration.class,
        beforeName = "org.springframework.ai.model.chat.memory.autoconfigure.ChatMemoryAutoConfiguration")
@ConditionalOnProperty("memcore.scope.tenant")
public final class MemcoreSpringAiAutoConfiguration {
    /** Creates the configuration. */
    public MemcoreSpringAiAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(VectorStore.class)
    @ConditionalOnProperty(name = "memcore.vector-store.enabled", matchIfMissing = true)
    MemcoreVectorStore memcoreVectorStore(MemorySpace space) {
        return MemcoreVectorStore.in(space);
    }

    /** The chat memory of memcore, whose window is limited by tokens. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "memcore.chat.window", havingValue = "tokens", matchIfMissing = true)
    static class TokenWindow {
        @Bean
        @ConditionalOnMissingBean(ChatMemory.class)
        MemcoreChatMemory memcoreChatMemory(MemoryManager manager, MemcoreProperties properties) {
            return MemcoreChatMemory.ofTenant(
                            manager, MemcoreAutoConfiguration.scope(properties).tenant())
                    .withTokens(properties.chat().tokens());
        }

        @Bean
        @ConditionalOnMissingBean
        MemcoreContextAdvisor memcoreContextAdvisor(MemcoreChatMemory memory, MemcoreProperties properties) {
            return MemcoreContextAdvisor.beside(memory)
                    .withTokens(properties.context().tokens());
        }
    }

    /** A repository for the chat memory of Spring AI, whose window is limited by the number of messages. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "memcore.chat.window", havingValue = "messages")
    static class MessageWindow {
        @Bean
        @ConditionalOnMissingBean(ChatMemoryRepository.class)
        MemcoreChatMemoryRepository memcoreChatMemoryRepository(MemoryManager manager, MemcoreProperties properties) {
            return MemcoreChatMemoryRepository.ofTenant(
                    manager, MemcoreAutoConfiguration.scope(properties).tenant());
        }

        @Bean
        @ConditionalOnMissingBean
        MemcoreContextAdvisor memcoreContextAdvisor(
                MemcoreChatMemoryRepository repository, MemcoreProperties properties) {
            return MemcoreContextAdvisor.beside(repository)
                    .withTokens(properties.context().tokens());
        }
    }
}
