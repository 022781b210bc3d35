package dev.memcore.sample;

import dev.memcore.spring.ai.MemcoreContextAdvisor;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the sample. */
@SpringBootApplication
public class SampleApplication {
    /** Starts the sample. */
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }

    /** The fake model. Replace this bean by the starter of a real model. */
    @Bean
    ChatModel chatModel() {
        return new FakeChatModel();
    }

    @Bean
    ChatClient chatClient(ChatModel model, ChatMemory memory, MemcoreContextAdvisor context) {
        return ChatClient.builder(model)
                .defaultSystem("You are an assistant. Answer from what you remember.")
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build(), context)
                .build();
    }
}
