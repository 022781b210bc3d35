package dev.memcore.tools;

/** A group of tools that are offered to a model together. */
public enum ToolGroup {
    /** {@code memory_add}, {@code memory_search}, {@code memory_update}, {@code memory_forget}, {@code memory_list}. */
    MEMORY,
    /**
     * {@code core_memory_append}, {@code core_memory_replace}, {@code archival_memory_insert}, {@code
     * archival_memory_search}, {@code conversation_search}: the tools of MemGPT (Packer et al., 2023), with the arguments of
     * Letta.
     */
    BLOCKS,
    /** {@code memory}: the directory {@code /memories} of Anthropic's memory tool, with its commands and arguments. */
    FILES,
    /**
     * {@code triple_write}, {@code triple_read}, {@code triple_run}: the triples of RET-LLM (Modarressi et al., 2023) and
     * MemLLM (Modarressi et al., 2024).
     */
    TRIPLES,
    /**
     * {@code kv_put}, {@code kv_get}, {@code kv_delete}, {@code kv_list}: an exact key-value store. With a data source of the
     * host also {@code sql_query}.
     */
    TABLES,
    /**
     * {@code context_fold}, {@code context_expand}, {@code context_restore}: reversible folds of a conversation, as in
     * Sculptor (2025). This group needs a session.
     */
    CONTEXT,
    /**
     * {@code remember}, {@code recall}, {@code context}, {@code facts}, {@code forget}, {@code history}, {@code sessions}, {@code
     * stats}: the memory of one user in eight tools, as the MCP server offers it.
     */
    STANDARD
}
