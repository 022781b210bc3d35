package dev.memcore.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spring.ai.ConversationId;
import dev.memcore.spring.ai.MemcoreChatMemory;
import dev.memcore.spring.ai.MemcoreChatMemoryRepository;
import dev.memcore.spring.ai.MemcoreContextAdvisor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@NullUnmarked // a null fails the test
final class MemcoreAutoConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MemcoreAutoConfiguration.class,
                    MemcoreSpringAiAutoConfiguration.class,
                    MemcoreActuatorAutoConfiguration.class));

    private final ApplicationContextRunner words =
            runner.withPropertyValues("memcore.embedder.type=none", "memcore.scope.tenant=acme");

    @Test
    void theStoreSurvivesItsContextAndIsClosedWithIt(@TempDir Path directory) {
        ApplicationContextRunner onDisk = words.withPropertyValues("memcore.directory=" + directory.resolve("store"));
        AtomicReference<MemoryManager> manager = new AtomicReference<>();
        String chat = ConversationId.of("acme", "alice", "chat").toString();
        onDisk.run(context -> {
            manager.set(context.getBean(MemoryManager.class));
            context.getBean(ChatMemory.class).add(chat, new UserMessage("I like tea."));
            context.getBean(VectorStore.class).add(List.of(new Document("Tea is grown in the hills.")));
        });
        assertEquals(
                ErrorCode.CLOSED,
                assertThrows(MemoryException.class, () -> manager.get().stats()).code());
        onDisk.run(context -> {
            assertEquals(
                    "I like tea.",
                    context.getBean(ChatMemory.class).get(chat).getFirst().getText());
            assertEquals(
                    1,
                    context.getBean(VectorStore.class).similaritySearch("tea").size());
            assertEquals(
                    "I like tea.",
                    context
                            .getBean(MemoryManager.class)
                            .space(Scope.of("acme", "alice"))
                            .recall("tea")
                            .memories()
                            .stream()
                            .filter(memory -> memory.session() != null)
                            .findFirst()
                            .orElseThrow()
                            .text());
        });
    }

    @Test
    void aMissingDirectoryIsAnErrorThatSaysWhatToDo() {
        runner.run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("memcore.directory")
                .hasMessageContaining("memcore.in-memory=true"));
        runner.withPropertyValues("memcore.directory=x", "memcore.in-memory=true")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("Remove one"));
    }

    @Test
    void withoutATenantThereIsOnlyTheStore() {
        runner.withPropertyValues("memcore.in-memory=true", "memcore.embedder.type=none")
                .run(context -> {
                    assertThat(context).hasSingleBean(MemoryManager.class).hasNotFailed();
                    assertThat(context).doesNotHaveBean(MemorySpace.class);
                    assertThat(context).doesNotHaveBean(ChatMemory.class);
                    assertThat(context).doesNotHaveBean(VectorStore.class);
                });
    }

    @Test
    void propertiesChooseTheParts() {
        ApplicationContextRunner inMemory = words.withPropertyValues("memcore.in-memory=true");
        inMemory.run(context -> {
            assertThat(context).hasSingleBean(MemcoreChatMemory.class);
            assertThat(context).hasSingleBean(MemcoreContextAdvisor.class);
            assertThat(context).doesNotHaveBean(MemcoreChatMemoryRepository.class);
        });
        inMemory.withPropertyValues("memcore.chat.window=messages", "memcore.vector-store.enabled=false")
                .run(context -> {
                    assertThat(context).hasSingleBean(MemcoreChatMemoryRepository.class);
                    assertThat(context).hasSingleBean(MemcoreContextAdvisor.class);
                    assertThat(context).doesNotHaveBean(MemcoreChatMemory.class);
                    assertThat(context).doesNotHaveBean(VectorStore.class);
                });
    }

    @Test
    void beansOfTheApplicationTakePrecedence() {
        try (MemoryManager own = Memcore.inMemory()) {
            words.withBean("own", MemoryManager.class, () -> own)
                    .withBean("memory", ChatMemory.class, () -> MemcoreChatMemory.ofTenant(own, "globex"))
                    .withBean(
                            "advisor",
                            MemcoreContextAdvisor.class,
                            () -> MemcoreContextAdvisor.beside(MemcoreChatMemory.ofTenant(own, "globex")))
                    .run(context -> {
                        assertThat(context).hasSingleBean(MemoryManager.class).hasNotFailed();
                        assertThat(context).hasSingleBean(ChatMemory.class);
                    });
        }
    }

    @Test
    void customizersAndLimitsReachTheBuilder() {
        words.withPropertyValues("memcore.in-memory=true", "memcore.limits.text-chars=10")
                .withBean(MemcoreBuilderCustomizer.class, () -> builder -> builder.windowMessages(7))
                .run(context -> {
                    MemorySpace space = context.getBean(MemorySpace.class);
                    MemoryException error =
                            assertThrows(MemoryException.class, () -> space.remember("more than ten characters"));
                    assertEquals(ErrorCode.LIMIT_EXCEEDED, error.code());
                });
        words.withPropertyValues("memcore.in-memory=true")
                .withBean(MemcoreBuilderCustomizer.class, () -> builder -> builder.windowMessages(0))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void maintenanceRunsInTheBackground() {
        words.withPropertyValues(
                        "memcore.in-memory=true",
                        "memcore.maintenance.policies=recommended",
                        "memcore.maintenance.every=1h")
                .run(context -> assertTrue(
                        context.getBean(MemoryManager.class).maintain().finished()));
    }

    @Test
    void anEmbeddingModelOfSpringAiNeedsAName() {
        ApplicationContextRunner withModel = runner.withPropertyValues(
                        "memcore.in-memory=true", "memcore.embedder.type=spring-ai")
                .withBean(EmbeddingModel.class, LettersModel::new);
        withModel.run(context ->
                assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("memcore.embedder.model-id"));
        withModel.withPropertyValues("memcore.embedder.model-id=letters-1").run(context -> {
            MemoryManager manager = context.getBean(MemoryManager.class);
            manager.space(Scope.of("acme")).remember("abba");
            manager.awaitEmbedded();
            assertEquals(1, manager.stats().embedding().embedded());
        });
    }

    @Test
    void applicationsWithoutTheActuatorStart() {
        words.withPropertyValues("memcore.in-memory=true")
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context ->
                        assertThat(context).hasSingleBean(MemoryManager.class).hasNotFailed());
    }

    @Test
    void editorsFindTheProperties() throws Exception {
        try (var metadata =
                MemcoreProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String json = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
            for (String name : List.of(
                    "memcore.directory",
                    "memcore.health.min-free-space",
                    "memcore.embedder.type",
                    "memcore.limits.text-chars")) {
                assertTrue(json.contains("\"" + name + "\""), name);
            }
        }
    }

    /** A fake embedding model: a vector has the number of letters a and b of a text. */
    private static final class LettersModel implements EmbeddingModel {
        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            List<Embedding> all = new ArrayList<>();
            for (String text : request.getInstructions()) {
                float a = text.chars().filter(letter -> letter == 'a').count();
                float b = text.chars().filter(letter -> letter == 'b').count();
                all.add(new Embedding(new float[] {a, b}, all.size()));
            }
            return new EmbeddingResponse(all);
        }

        @Override
        public float[] embed(Document document) {
            return embed(String.valueOf(document.getText()));
        }

        @Override
        public int dimensions() {
            return 2;
        }
    }
}
