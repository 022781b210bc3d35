package dev.memcore.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a memory, as docs/reference/export.md describes it.
 *
 * @param commit the sequence number of its commit
 * @param recordedAt the time of the commit
 * @param operation the operation with all of its fields
 */
record Change(long commit, String recordedAt, JsonNode operation) {
    private static final Set<String> WITH_TEXT = Set.of("add", "revise", "restore");

    /** The word that names the operation. */
    String name() {
        return operation.path("op").asText();
    }

    /** The content that the memory has after the operation; null: the operation does not set one. */
    @Nullable
    JsonNode memory() {
        JsonNode memory = operation.path("memory");
        return memory.isObject() ? memory : null;
    }

    /** The text that the memory has after the operation; null: the operation does not set one. */
    @Nullable
    String text() {
        if (!WITH_TEXT.contains(name())) {
            return null;
        }
        JsonNode memory = memory();
        return memory == null
                ? operation.path("text").textValue()
                : memory.path("text").textValue();
    }

    /** The status that the memory has after the operation; null: the operation does not change it. */
    @Nullable
    String status() {
        return switch (name()) {
            case "add", "release" -> "active";
            case "supersede" -> "superseded";
            case "forget" -> "forgotten";
            case "quarantine" -> "quarantined";
            case "erase" -> "erased";
            case "restore" -> operation.path("status").asText("active");
            default -> null;
        };
    }
}
