package dev.memcore.inspector.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.operation.MemoryOp;
import org.jspecify.annotations.Nullable;

/** Proposed operations as JSON: the id of the memory, what is done in words, and the cause. */
final class OperationJson {
    private OperationJson() {}

    static ObjectNode of(MemoryOp operation) {
        ObjectNode node = MemoryJson.object()
                .put("id", operation.id().toString())
                .put("name", operation.getClass().getSimpleName())
                .put("words", MemoryJson.start(words(operation), MemoryJson.EXCERPT));
        node.set("cause", MemoryJson.cause(operation.cause()));
        return node;
    }

    private static String words(MemoryOp operation) {
        return switch (operation) {
            case MemoryOp.Add add -> "add: " + add.observation().text();
            case MemoryOp.Revise revise -> "change the text to: " + revise.text();
            case MemoryOp.Supersede supersede -> "supersede by " + supersede.by();
            case MemoryOp.Forget forget -> "forget";
            case MemoryOp.Move move -> "move to " + move.tier();
            case MemoryOp.Adjust adjust -> "adjust" + values(adjust);
            case MemoryOp.SetSearchKeys keys ->
                "set search keys " + keys.name() + ": " + keys.texts().size();
            case MemoryOp.SetAttributes change ->
                "set attributes " + change.set().keySet() + ", remove " + change.removed();
            case MemoryOp.SetExpiry change -> "set expiry: " + orNone(change.expiresAt());
            case MemoryOp.SetValidity change ->
                "set validity: from " + orNone(change.validFrom()) + " to " + orNone(change.validTo());
            case MemoryOp.SetEventTime change -> "set event time: " + orNone(change.eventTime());
            case MemoryOp.Quarantine quarantine -> "quarantine";
            case MemoryOp.Release release -> "release";
            case MemoryOp.AddLink add ->
                "link: " + add.link().type() + " to " + add.link().to();
            case MemoryOp.RemoveLink remove -> "remove link: " + remove.type() + " to " + remove.to();
            case MemoryOp.Restore restore -> "restore version " + restore.version();
            case MemoryOp.Erase erase -> "erase";
            case MemoryOp.Use use -> "count " + use.usage().uses() + " uses";
        };
    }

    private static String values(MemoryOp.Adjust adjust) {
        return value("importance", adjust.importance())
                + value("confidence", adjust.confidence())
                + value("valid until", adjust.validTo())
                + value("expiry", adjust.expiresAt())
                + value("pinned", adjust.pinned());
    }

    private static String value(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + " " + value;
    }

    private static String orNone(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }
}
