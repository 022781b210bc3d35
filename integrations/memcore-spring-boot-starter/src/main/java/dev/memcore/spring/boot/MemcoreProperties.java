package dev.memcore.spring.boot;

import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of memcore.
 *
 * @param directory the directory of the store, which is created if it does not exist. Required, unless in-memory is set
 * @param inMemory whether the store is in memory only, so that its contents are lost at shutdown
 * @param readOnly whether the store of the directory is opened for reading only
 * @param durability when a write is acknowledged
 * @param embedder the vectors
 * @param limits the largest inputs
 * @param maintenance the maintenance
 * @param scope the default scope: the tenant of all conversations, and the owner of the vector store
 * @param chat the chat memory
 * @param context what the advisor adds to a prompt
 * @param vectorStore the vector store
 * @param health the health indicator
 */
@ConfigurationProperties("memcore")
public record MemcoreProperties(
        @Nullable Path directory,
        @DefaultValue("false") boolean inMemory,
        @DefaultValue("false") boolean readOnly,
        @DefaultValue("synced") Durability durability,
        @DefaultValue EmbedderProperties embedder,
        @DefaultValue LimitProperties limits,
        @DefaultValue MaintenanceProperties maintenance,
        @Nullable ScopeProperties scope,
        @DefaultValue ChatProperties chat,
        @DefaultValue ContextProperties context,
        @DefaultValue VectorStoreProperties vectorStore,
        @DefaultValue HealthProperties health) {

    /**
     * The vectors. A bean of type {@code dev.memcore.spi.Embedder} takes precedence.
     *
     * @param type where vectors come from
     * @param modelId the name of the embedding model of Spring AI and its version; required for that type. After a
     *     change, all texts are embedded again
     * @param queryPrefix the prefix of questions for an embedding model of Spring AI
     * @param documentPrefix the prefix of documents for an embedding model of Spring AI
     * @param batchSize the maximum number of texts per call to an embedding model of Spring AI
     */
    public record EmbedderProperties(
            @DefaultValue("bundled") EmbedderType type,
            @Nullable String modelId,
            @DefaultValue("") String queryPrefix,
            @DefaultValue("") String documentPrefix,
            @DefaultValue("32") int batchSize) {}

    /** Where vectors come from. */
    public enum EmbedderType {
        /** The embedder of memcore, which needs no model. */
        BUNDLED,
        /** The bean of type EmbeddingModel. */
        SPRING_AI,
        /** No vectors: search by words only. */
        NONE
    }

    /**
     * The largest inputs.
     *
     * @param textChars the maximum number of characters of a memory's text
     * @param queryChars the maximum number of characters of a query
     * @param attributes the maximum number of attributes of one memory
     * @param attributeChars the maximum number of characters of a text attribute
     * @param batch the maximum number of observations or operations in one batch
     */
    public record LimitProperties(
            @DefaultValue("1000000") int textChars,
            @DefaultValue("10000") int queryChars,
            @DefaultValue("64") int attributes,
            @DefaultValue("4096") int attributeChars,
            @DefaultValue("10000") int batch) {}

    /**
     * The maintenance.
     *
     * @param policies which policies run
     * @param every how often maintenance runs in the background; not at all if not set
     */
    public record MaintenanceProperties(
            @DefaultValue("none") PolicySet policies,
            @Nullable Duration every) {}

    /** Which policies run. */
    public enum PolicySet {
        /** None: the store only grows. */
        NONE,
        /** The recommended policies for an assistant that talks with its users every day. */
        RECOMMENDED
    }

    /**
     * The default scope.
     *
     * @param tenant the tenant
     * @param user the user, if the default scope is that of one user
     * @param agent the agent, if the default scope is that of one agent
     */
    public record ScopeProperties(
            String tenant, @Nullable String user, @Nullable String agent) {
        /** Returns the scope. */
        public Scope toScope() {
            return new Scope(tenant, user, agent);
        }
    }

    /**
     * The chat memory.
     *
     * @param window how the window of a conversation is limited
     * @param tokens the budget of the window in tokens, for the type tokens
     */
    public record ChatProperties(
            @DefaultValue("tokens") WindowType window,
            @DefaultValue("4000") int tokens) {}

    /** How the window of a conversation is limited. */
    public enum WindowType {
        /** By tokens: the chat memory of memcore. */
        TOKENS,
        /** By the number of messages: a repository for the chat memory of Spring AI. */
        MESSAGES
    }

    /**
     * What the advisor adds to a prompt.
     *
     * @param tokens the budget in tokens
     */
    public record ContextProperties(@DefaultValue("2000") int tokens) {}

    /**
     * The vector store.
     *
     * @param enabled whether there is a vector store over the default scope
     */
    public record VectorStoreProperties(
            @DefaultValue("true") boolean enabled) {}

    /**
     * The health indicator.
     *
     * @param minFreeSpace the health is DOWN if the device of the directory has less free space
     * @param checkEvery the health indicator reads and verifies all files if the last check is older; only the endpoint
     *     checks if not set. A check takes time in proportion to the size of the store
     */
    public record HealthProperties(
            @DefaultValue("64MB") DataSize minFreeSpace,
            @Nullable Duration checkEvery) {}
}
