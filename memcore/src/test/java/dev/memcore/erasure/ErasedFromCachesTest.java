package dev.memcore.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Erasure;
import dev.memcore.retrieval.embed.CachingEmbedder;
import dev.memcore.retrieval.rerank.MaximalMarginalRelevance;
import dev.memcore.spi.Embedder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** An erased text does not stay in the caches of the components that the store was given. */
final class ErasedFromCachesTest {
    /** Counts letters; remembers what it was asked for. */
    private static final class Letters implements Embedder {
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        @Override
        public String modelId() {
            return "letters";
        }

        @Override
        public int dimensions() {
            return 8;
        }

        @Override
        public boolean quick() {
            return true;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            asked.addAll(texts);
            return texts.stream().map(Letters::vector).toList();
        }

        private static float[] vector(String text) {
            float[] vector = new float[8];
            text.chars().filter(Character::isLetter).forEach(c -> vector[c % 8]++);
            return vector;
        }

        List<String> secrets() {
            return asked.stream().filter(text -> text.contains("ill")).toList();
        }
    }

    private static void assertForgotten(Letters inner, CachingEmbedder cache) {
        List<String> secrets = inner.secrets();
        assertFalse(secrets.isEmpty(), "there was something to erase");
        inner.asked.clear();
        cache.embed(secrets, Embedder.Purpose.DOCUMENT);
        cache.embed(secrets, Embedder.Purpose.QUERY);
        assertEquals(Set.copyOf(secrets), Set.copyOf(inner.secrets()), "none of these is kept");
    }

    @Test
    void anErasureClearsTheEmbedderAndTheReranker() {
        Letters indexed = new Letters();
        Letters reranked = new Letters();
        CachingEmbedder embedder = CachingEmbedder.of(indexed, 1_000_000);
        CachingEmbedder second = CachingEmbedder.of(reranked, 1_000_000);
        try (MemoryManager manager = Memcore.builder()
                .embedder(embedder)
                .reranker(MaximalMarginalRelevance.byMeaning(0.5, second))
                .build()) {
            MemorySpace bob = manager.space(Scope.of("acme", "bob"));
            Memory secret = bob.remember("Bob is ill");
            bob.remember("Bob has a dog");
            manager.awaitEmbedded();
            assertTrue(bob.recall("is Bob ill?").memories().contains(secret));
            bob.erase(Erasure.of(secret.id()));
            assertForgotten(indexed, embedder);
            assertForgotten(reranked, second);
        }
    }
}
