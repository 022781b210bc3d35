package dev.memcore.cli.shell.write;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShownMemories;
import org.jspecify.annotations.Nullable;

/** Describes the effect of an operation on its memory. */
final class OperationWords {
    private OperationWords() {}

    static String inWords(MemoryOp operation, ShownMemories shown) {
        return switch (operation) {
            case MemoryOp.Add add ->
                "add: " + MemoryPrinter.excerpt(add.observation().text());
            case MemoryOp.Revise revise -> "revise: " + MemoryPrinter.excerpt(revise.text());
            case MemoryOp.Supersede supersede -> "supersede by " + shown.name(supersede.by());
            case MemoryOp.Forget forget -> "forget";
            case MemoryOp.Move move -> "move to " + MemoryPrinter.lower(move.tier());
            case MemoryOp.Adjust adjust -> "adjust" + values(adjust);
            case MemoryOp.SetSearchKeys rekey ->
                "search keys \"" + rekey.name() + "\": " + rekey.texts().size();
            case MemoryOp.SetAttributes change -> "attributes" + values(change);
            case MemoryOp.SetExpiry change -> "expires: " + orNone(change.expiresAt());
            case MemoryOp.SetValidity change ->
                "valid: from " + orNone(change.validFrom()) + " to " + orNone(change.validTo());
            case MemoryOp.SetEventTime change ->
                "event time: "
                        + (change.eventTime() == null
                                ? "none"
                                : change.eventTime().start() + " to "
                                        + change.eventTime().end());
            case MemoryOp.Quarantine quarantine -> "hold back";
            case MemoryOp.Release release -> "release";
            case MemoryOp.AddLink add ->
                "link: " + add.link().type() + " " + shown.name(add.link().to());
            case MemoryOp.RemoveLink remove -> "unlink: " + remove.type() + " " + shown.name(remove.to());
            case MemoryOp.Restore restore -> "restore version " + restore.version();
            case MemoryOp.Erase erase -> "erase";
            case MemoryOp.Use use -> "count " + use.usage().uses() + " uses";
        };
    }

    private static String values(MemoryOp.Adjust adjust) {
        return value("importance", adjust.importance())
                + value("confidence", adjust.confidence())
                + value("valid until", adjust.validTo())
                + value("expires", adjust.expiresAt())
                + value("pinned", adjust.pinned());
    }

    private static String values(MemoryOp.SetAttributes change) {
        StringBuilder values = new StringBuilder();
        change.set()
                .forEach((name, value) ->
                        values.append(" ").append(name).append("=").append(MemoryPrinter.attribute(value)));
        change.removed().forEach(name -> values.append(" without ").append(name));
        return values.toString();
    }

    private static String orNone(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private static String value(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + " " + value;
    }
}
