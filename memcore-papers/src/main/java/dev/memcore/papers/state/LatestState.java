package dev.memcore.papers.state;

import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.check.Arguments;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A state that the model writes anew in each turn, in place of all earlier turns (MEM1, 2025). The state is a block, so it is
 * durable and has a history. The prompt contains the task, the state, and the last action with its observation, so its
 * length does not grow with the conversation. Safe for use by several threads; the last write wins.
 */
public final class LatestState {
    /** The tag of MEM1's internal state. */
    private static final Pattern STATE = Pattern.compile("<IS>(.*?)</IS>", Pattern.DOTALL);

    private final Blocks blocks;
    private final String name;

    /**
     * Creates a state.
     *
     * @param blocks holds the block
     * @param name the name of the block
     */
    public LatestState(Blocks blocks, String name) {
        this.blocks = Arguments.present(blocks, "blocks");
        this.name = Arguments.name(name, "name");
    }

    /** Returns the present state; empty before the first one. */
    public String text() {
        return blocks.get(name).map(Block::text).orElse("");
    }

    /**
     * Takes the state out of an output of the model: the last text between {@code <IS>} and {@code </IS>} that is not blank replaces the
     * present state. Without such a text the state stays as it is.
     *
     * @return the output without its states
     */
    public String accept(String output) {
        Matcher states = STATE.matcher(Arguments.present(output, "output"));
        String last = states.results()
                .map(state -> state.group(1).strip())
                .filter(state -> !state.isEmpty())
                .reduce("", (before, state) -> state);
        if (!last.isEmpty()) {
            blocks.set(name, last);
        }
        return states.replaceAll("").strip();
    }

    /**
     * Returns the prompt of the next turn.
     *
     * @param task what is to be done
     * @param action the last action of the model, or null
     * @param observation what the action returned, or null
     */
    public String prompt(String task, @Nullable String action, @Nullable String observation) {
        StringBuilder prompt = new StringBuilder(Arguments.text(task, "task"));
        String state = text();
        append(prompt, state.isEmpty() ? null : "<IS>" + state + "</IS>");
        append(prompt, action);
        append(prompt, observation);
        return prompt.toString();
    }

    private static void append(StringBuilder prompt, @Nullable String part) {
        if (part != null) {
            prompt.append('\n').append(part);
        }
    }
}
