package dev.memcore.papers.task;

import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task of a {@link TaskTree}.
 *
 * @param id unique within the tree; letters, digits, {@code .}, {@code _} and {@code -}
 * @param parent the id of the task that it is a part of; null for the root
 * @param text what is to be done; one line
 * @param value the result; one line, empty if there is none yet
 * @param state the state
 * @param dependsOn the ids of the tasks whose results it needs
 * @param replacedBy the id of the task that replaced it, or null
 */
public record Task(
        String id,
        @Nullable String parent,
        String text,
        String value,
        State state,
        Set<String> dependsOn,
        @Nullable String replacedBy) {
    /** The state of a task. */
    public enum State {
        /** Not finished. */
        PENDING,
        /** Finished with a value. */
        COMPLETED,
        /** Given up. */
        FAILED
    }

    /** Checks the components. */
    public Task {
        Arguments.require(
                Arguments.present(id, "id").matches("[\\w.-]{1,100}"),
                "the id of a task must have 1 to 100 letters, digits, '.', '_' or '-', but is " + id);
        oneLine(Arguments.text(text, "text"), "text");
        oneLine(Arguments.present(value, "value"), "value");
        Arguments.present(state, "state");
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(Arguments.allPresent(dependsOn, "dependsOn")));
    }

    private static void oneLine(String text, String what) {
        Arguments.require(
                text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0,
                "the " + what + " of a task must not contain line breaks or tabs");
    }

    Task with(String newValue, State newState) {
        return new Task(id, parent, text, newValue, newState, dependsOn, replacedBy);
    }

    Task with(Set<String> newDependencies, @Nullable String replacement) {
        return new Task(id, parent, text, value, state, newDependencies, replacement);
    }
}
