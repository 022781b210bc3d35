package dev.memcore;

import dev.memcore.api.Limits;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.WriteStage;
import java.time.InstantSource;
import java.util.List;

/**
 * What a manager is made of.
 *
 * @param windowMessages how many messages of a session's recent window are kept in memory
 * @param owned what the manager closes, in this order: of log and index those that were not passed in by the host
 */
record Parts(
        MemoryLog log,
        MemoryIndex index,
        WriteStage stage,
        IdSource ids,
        InstantSource clock,
        Limits limits,
        TokenCounter tokens,
        int windowMessages,
        List<AutoCloseable> owned) {}
