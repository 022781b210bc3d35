package dev.memcore.cli.imports;

import dev.memcore.api.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A memory of another system.
 *
 * @param user the user that the file names; null: none
 * @param observation the memory, with its original time if it has one, and with an idempotency key made of its original
 *     id. With a session, it is written as a message of that conversation
 */
record ForeignMemory(@Nullable String user, Observation observation) {}
