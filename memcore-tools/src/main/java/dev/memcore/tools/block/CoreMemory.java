package dev.memcore.tools.block;

import dev.memcore.api.Block;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Core memory of MemGPT: blocks that every prompt shows. Appends to blocks and replaces exact text in them. Arguments are those
 * of Letta's {@code core_memory_append} and {@code core_memory_replace} (letta/functions/function_sets/base.py).
 */
final class CoreMemory {
    private final ToolServices services;
    private final Set<String> labels;
    private final BlockEdits edits;

    CoreMemory(ToolServices services, Set<String> labels) {
        this.services = services;
        this.labels = labels;
        this.edits = new BlockEdits(services.space(), "core_memory");
    }

    Tool appending() {
        return new Tool(
                "core_memory_append",
                "Append to a section of core memory, which every prompt shows.",
                List.of(label(), Parameter.text("content", "Text to append as a new line", services.mostTextChars())),
                Effect.ADDS,
                this::append);
    }

    Tool replacing() {
        return new Tool(
                "core_memory_replace",
                "Replace text in a section of core memory. To delete text, use an empty new_content.",
                List.of(
                        label(),
                        Parameter.anyText(
                                "old_content", "Text to replace; must match exactly", services.mostTextChars()),
                        Parameter.anyText("new_content", "", services.mostTextChars())),
                Effect.REPLACES,
                this::replace);
    }

    private static Parameter label() {
        return Parameter.text("label", "Section, e.g. human or persona", Block.MAX_NAME);
    }

    private String append(ToolInput input) {
        String label = input.text("label");
        String content = input.text("content");
        return edits.alone(() -> {
            Optional<Block> edited = edits.edit(label(label), text -> text + "\n" + content);
            return state(edited.orElseGet(() -> create(label, content)));
        });
    }

    private Block create(String label, String content) {
        if (!labels.contains(label)) {
            throw unknown(label);
        }
        return edits.blocks().set(label, content);
    }

    private String replace(ToolInput input) {
        String label = input.text("label");
        String old = input.text("old_content");
        if (old.isEmpty()) {
            throw new ToolFailure("Argument 'old_content' must not be empty. To add text, use core_memory_append.");
        }
        return edits.alone(() -> {
            Block before = edits.blocks().get(label(label)).orElseThrow(() -> unknown(label));
            if (replaced(before.text(), input).isBlank()) {
                edits.blocks().remove(label);
                return "Section " + label + " is empty now.";
            }
            return edits.edit(label, text -> replaced(text, input))
                    .map(CoreMemory::state)
                    .orElseThrow(() -> unknown(label));
        });
    }

    private static String replaced(String text, ToolInput input) {
        String old = input.text("old_content");
        if (!text.contains(old)) {
            throw new ToolFailure("Text " + ShownValue.of(old) + " does not occur in section "
                    + ShownValue.of(input.text("label")) + ". Copy it exactly, with spaces and line breaks.");
        }
        return text.replace(old, input.text("new_content"));
    }

    private static String state(Block block) {
        return "Section " + block.name() + " has " + block.text().length() + " of " + block.limit()
                + " characters now.";
    }

    /** Names that contexts do not show belong to other tools. */
    private String label(String label) {
        if (label.startsWith(Block.UNSHOWN)) {
            throw unknown(label);
        }
        return label;
    }

    private ToolFailure unknown(String label) {
        Set<String> known = new TreeSet<>(labels);
        edits.blocks().list().stream()
                .filter(Block::isShownInContext)
                .map(Block::name)
                .forEach(known::add);
        return new ToolFailure("There is no section " + ShownValue.of(label) + ". The sections are: "
                + String.join(", ", known) + ".");
    }
}
