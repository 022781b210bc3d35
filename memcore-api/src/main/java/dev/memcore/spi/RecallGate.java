package dev.memcore.spi;

/**
 * Decides whether the answer to a message may need memory, before anything is searched (the controller of CAIM,
 * Westhaeusser et al. 2025; the retriever trigger of ERM4, Shi et al. 2024). A message that is let through without need
 * costs one recall. A message that is stopped gets a context without memories. Implementations are deterministic and
 * safe for any number of threads.
 */
@FunctionalInterface
public interface RecallGate {
    /**
     * Returns whether the store is searched for a message.
     *
     * @param message the message, in any language, not blank
     */
    boolean needsMemory(String message);

    /** Returns a gate that lets every message through. */
    static RecallGate always() {
        return message -> true;
    }
}
