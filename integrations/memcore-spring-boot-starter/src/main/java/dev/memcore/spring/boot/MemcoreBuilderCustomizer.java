package dev.memcore.spring.boot;

import dev.memcore.MemcoreBuilder;

/**
 * Changes the builder of the store before it is opened. Beans of this type are called in their order, after the
 * properties were applied.
 */
@FunctionalInterface
public interface MemcoreBuilderCustomizer {
    /** Changes the builder. */
    void customize(MemcoreBuilder builder);
}
