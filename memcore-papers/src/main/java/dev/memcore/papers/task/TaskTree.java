package dev.memcore.papers.task;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree of tasks with dependencies, after the Task Memory Engine (TME, 2025). A prompt shows the path from the root to
 * the active task and the tasks that it depends on, instead of the whole conversation.
 *
 * <p>Immutable: each change returns a new tree. {@link #toText} and {@link #parse} store a tree, for example in a block;
 * the history of the block then has each earlier tree, so undoing it is the rollback of TME.
 */
public final class TaskTree {
    private final Map<String, Task> tasks;

    private TaskTree(Map<String, Task> tasks) {
        this.tasks = tasks;
    }

    /** Returns a tree that consists of a root. */
    public static TaskTree of(String id, String text) {
        return new TaskTree(Map.of(id, new Task(id, null, text, "", Task.State.PENDING, Set.of(), null)));
    }

    /** Returns this tree with a new task as the last part of another one. */
    public TaskTree add(String parent, String id, String text) {
        get(parent);
        return addNew(new Task(id, parent, text, "", Task.State.PENDING, Set.of(), null));
    }

    /**
     * Returns this tree with another dependency.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the other task depends on the first one, or is its ancestor
     *     or itself
     */
    public TaskTree depend(String id, String on) {
        Task task = get(id);
        get(on);
        Arguments.require(
                !path(id).contains(get(on)) && !dependencies(List.of(get(on))).contains(task),
                "task " + id + " cannot depend on " + on + ", because " + on + " contains it or depends on it");
        Set<String> all = new LinkedHashSet<>(task.dependsOn());
        all.add(on);
        return put(task.with(all, task.replacedBy()));
    }

    /** Returns this tree with a completed task and its result. */
    public TaskTree complete(String id, String value) {
        return put(get(id).with(value, Task.State.COMPLETED));
    }

    /** Returns this tree with a failed task and the reason. */
    public TaskTree fail(String id, String reason) {
        return put(get(id).with(reason, Task.State.FAILED));
    }

    /**
     * Returns this tree with a task that replaces another one ("use the train instead of the plane"). The new task has
     * the same parent and dependencies. Tasks that depended on the old one depend on the new one.
     */
    public TaskTree replace(String id, String newId, String text) {
        Task old = get(id);
        Arguments.require(old.parent() != null, "the root of a tree cannot be replaced");
        Arguments.require(old.replacedBy() == null, "task " + id + " was replaced by " + old.replacedBy());
        TaskTree changed = addNew(new Task(newId, old.parent(), text, "", Task.State.PENDING, old.dependsOn(), null))
                .put(old.with(old.dependsOn(), newId));
        for (Task task : tasks.values()) {
            if (task.dependsOn().contains(id)) {
                Set<String> now = task.dependsOn().stream()
                        .map(on -> on.equals(id) ? newId : on)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                changed = changed.put(task.with(now, task.replacedBy()));
            }
        }
        return changed;
    }

    private TaskTree addNew(Task task) {
        Arguments.require(!tasks.containsKey(task.id()), "the tree has a task " + task.id() + " already");
        return put(task);
    }

    private TaskTree put(Task task) {
        Map<String, Task> changed = new LinkedHashMap<>(tasks);
        changed.put(task.id(), task);
        return new TaskTree(changed);
    }

    /**
     * Returns a task.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if there is none with this id
     */
    public Task get(String id) {
        Task task = tasks.get(Arguments.present(id, "id"));
        if (task == null) {
            throw MemoryException.of(
                    ErrorCode.NOT_FOUND, "there is no task " + id + "; the tasks are " + tasks.keySet());
        }
        return task;
    }

    /** Returns all tasks in the order in which they were added. */
    public List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** Returns the parts of a task that were not replaced. */
    public List<Task> parts(String id) {
        get(id);
        return tasks.values().stream()
                .filter(task -> id.equals(task.parent()) && task.replacedBy() == null)
                .toList();
    }

    /** Returns the tasks from the root to a task. */
    public List<Task> path(String id) {
        List<Task> path = new ArrayList<>(List.of(get(id)));
        for (String parent = path.getFirst().parent();
                parent != null;
                parent = path.getFirst().parent()) {
            path.addFirst(get(parent));
        }
        return path;
    }

    /**
     * Returns what a prompt shows for an active task: the path from the root to its parent, then all tasks that a task of the path
     * depends on, directly or not, each after those that it depends on itself, then the task. Siblings and replaced tasks
     * are not included. The number of tasks depends on depth and dependencies, not on the size of the tree.
     */
    public List<Task> activePath(String id) {
        List<Task> path = path(id);
        List<Task> shown = new ArrayList<>(path.subList(0, path.size() - 1));
        dependencies(path).stream().filter(task -> !path.contains(task)).forEach(shown::add);
        shown.add(path.getLast());
        return shown;
    }

    /** Returns {@link #activePath} as text, one line for each task. */
    public String render(String id) {
        return activePath(id).stream().map(TaskTree::line).collect(Collectors.joining("\n"));
    }

    private static String line(Task task) {
        String state = task.state() == Task.State.PENDING
                ? ""
                : " [" + task.state().name().toLowerCase(Locale.ROOT) + "]";
        return task.id() + ": " + task.text() + state + (task.value().isEmpty() ? "" : " = " + task.value());
    }

    private Set<Task> dependencies(Collection<Task> of) {
        Set<Task> found = new LinkedHashSet<>();
        of.forEach(task -> task.dependsOn().forEach(on -> collect(get(on), found)));
        return found;
    }

    private void collect(Task task, Set<Task> found) {
        if (!found.contains(task)) {
            task.dependsOn().forEach(on -> collect(get(on), found));
            found.add(task);
        }
    }

    /** Returns this tree as text that {@link #parse} reads: one line for each task, with tabs between its components. */
    public String toText() {
        return tasks.values().stream()
                .map(task -> String.join(
                        "\t",
                        task.id(),
                        orEmpty(task.parent()),
                        task.state().name(),
                        String.join(",", task.dependsOn()),
                        orEmpty(task.replacedBy()),
                        task.text(),
                        task.value()))
                .collect(Collectors.joining("\n"));
    }

    private static String orEmpty(@Nullable String id) {
        return id == null ? "" : id;
    }

    /**
     * Reads a tree.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} or {@link ErrorCode#NOT_FOUND} if the text is not the result
     *     of {@link #toText}
     */
    public static TaskTree parse(String text) {
        List<Task> read =
                Arguments.text(text, "text").lines().map(TaskTree::task).toList();
        TaskTree tree = new TaskTree(Map.of());
        for (Task task : read) {
            Arguments.require(
                    task.parent() == null ? tree.tasks.isEmpty() : tree.tasks.containsKey(task.parent()),
                    "only the first task has no parent, and every other comes after its parent; this does not hold for "
                            + task.id());
            tree = tree.addNew(task.with(Set.of(), task.replacedBy()));
        }
        for (Task task : read) {
            for (String on : task.dependsOn()) {
                tree = tree.depend(task.id(), on);
            }
            if (task.replacedBy() != null) {
                tree.get(task.replacedBy());
            }
        }
        return tree;
    }

    private static Task task(String line) {
        String[] parts = line.split("\t", -1);
        Arguments.require(
                parts.length == 7
                        && Arrays.stream(Task.State.values())
                                .anyMatch(state -> state.name().equals(parts[2])),
                "a task has 7 components with tabs between them, but a line is: " + line);
        Set<String> dependsOn = parts[3].isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(parts[3].split(",")));
        return new Task(
                parts[0],
                parts[1].isEmpty() ? null : parts[1],
                parts[5],
                parts[6],
                Task.State.valueOf(parts[2]),
                dependsOn,
                parts[4].isEmpty() ? null : parts[4]);
    }

    @Override
    public String toString() {
        return "TaskTree" + tasks.keySet();
    }
}
