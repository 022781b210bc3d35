package dev.memcore.spring.boot;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.config.Limits;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spring.ai.SpringAiEmbedder;
import dev.memcore.spring.boot.MemcoreProperties.EmbedderProperties;
import dev.memcore.spring.boot.MemcoreProperties.EmbedderType;
import dev.memcore.spring.boot.MemcoreProperties.LimitProperties;
import dev.memcore.spring.boot.MemcoreProperties.PolicySet;
import dev.memcore.spring.boot.MemcoreProperties.ScopeProperties;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Opens the store that the properties describe. The store is closed with the application context, after the web server
 * has finished its requests.
 */
@AutoConfiguration
@EnableConfigurationProperties(MemcoreProperties.class)
public final class MemcoreAutoConfiguration {
    /** Creates the configuration. */
    public MemcoreAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    MemoryManager memcoreManager(
            MemcoreProperties properties,
            ObjectProvider<Embedder> embedders,
            ObjectProvider<EmbeddingModel> models,
            ObjectProvider<TokenCounter> counters,
            ObjectProvider<MemcoreBuilderCustomizer> customizers) {
        MemcoreBuilder builder = Memcore.builder().limits(limits(properties.limits()));
        place(builder, properties);
        embedders.ifAvailable(builder::embedder);
        if (embedders.getIfAvailable() == null) {
            vectors(builder, properties.embedder(), models);
        }
        counters.ifAvailable(builder::tokenCounter);
        if (properties.maintenance().policies() == PolicySet.RECOMMENDED) {
            builder.policies(Policies.recommended());
        }
        if (properties.maintenance().every() != null) {
            builder.maintainEvery(properties.maintenance().every());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("memcore.scope.tenant")
    MemorySpace memcoreSpace(MemoryManager manager, MemcoreProperties properties) {
        return manager.space(scope(properties).toScope());
    }

    /** Returns the default scope, which beans exist for only if it is set. */
    static ScopeProperties scope(MemcoreProperties properties) {
        return Objects.requireNonNull(properties.scope(), "memcore.scope.tenant is not set");
    }

    private static void place(MemcoreBuilder builder, MemcoreProperties properties) {
        if (properties.directory() == null) {
            if (!properties.inMemory()) {
                throw new IllegalStateException(
                        "memcore.directory is not set. Set it to the directory of the store, or set"
                                + " memcore.in-memory=true for a store whose contents are lost at shutdown.");
            }
            return;
        }
        if (properties.inMemory()) {
            throw new IllegalStateException("memcore.directory is set to " + properties.directory()
                    + ", and memcore.in-memory is true. Remove one of them.");
        }
        builder.directory(properties.directory());
        if (properties.readOnly()) {
            builder.readOnly();
        } else {
            builder.durability(properties.durability());
        }
    }

    private static void vectors(
            MemcoreBuilder builder, EmbedderProperties embedder, ObjectProvider<EmbeddingModel> models) {
        if (embedder.type() == EmbedderType.NONE) {
            builder.withoutEmbedder();
        } else if (embedder.type() == EmbedderType.SPRING_AI) {
            builder.embedder(springAi(embedder, models.getIfUnique()));
        }
    }

    private static Embedder springAi(EmbedderProperties embedder, @Nullable EmbeddingModel model) {
        if (model == null || embedder.modelId() == null) {
            throw new IllegalStateException("memcore.embedder.type is spring-ai. It needs exactly one bean of type"
                    + " EmbeddingModel, and memcore.embedder.model-id, the name of the model and its version.");
        }
        return SpringAiEmbedder.builder(model, embedder.modelId())
                .queryPrefix(embedder.queryPrefix())
                .documentPrefix(embedder.documentPrefix())
                .batchSize(embedder.batchSize())
                .build();
    }

    private static Limits limits(LimitProperties limits) {
        return new Limits(
                limits.textChars(), limits.queryChars(), limits.attributes(), limits.attributeChars(), limits.batch());
    }
}
