package dev.memcore.bench.tasks.run;

import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a harness task.
 *
 * @param task the number of the task, such as T2
 * @param name the name of its command
 * @param figures the measured values by name
 * @param bounds the bounds; empty if no source states any
 * @param notes what a reader of the figures must know
 * @param n the number of questions or trials
 * @param seed the seed of the generators
 * @param seconds the time of the whole task
 * @param bytes the size of the files of all its stores
 */
public record TaskResult(
        String task,
        String name,
        Map<String, Object> figures,
        List<Bound> bounds,
        List<String> notes,
        long n,
        long seed,
        double seconds,
        long bytes) {
    /** Copies the lists. */
    public TaskResult {
        bounds = List.copyOf(bounds);
        notes = List.copyOf(notes);
    }

    /** Returns whether every bound is met; null if there is no bound. */
    public @Nullable Boolean met() {
        return bounds.isEmpty() ? null : bounds.stream().allMatch(Bound::met);
    }

    /** Returns the result as JSON values. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("task", task);
        json.put("name", name);
        json.put("figures", figures);
        Map<String, Object> byFigure = new LinkedHashMap<>();
        bounds.forEach(bound -> byFigure.put(bound.figure(), bound.json()));
        json.put("bound", byFigure);
        json.put("met", met());
        json.put("notes", notes);
        json.put("n", n);
        json.put("seed", seed);
        json.put("seconds", seconds);
        json.put("bytes", bytes);
        return json;
    }

    /** Prints the result. */
    public void print(Terminal out) {
        out.line("%s %s: n %,d, seed %d, %.1f s, %,d bytes", out.bold(task), name, n, seed, seconds, bytes);
        figures.forEach((figure, value) -> out.line("   %-30s %s", figure, shown(value)));
        bounds.forEach(bound -> out.line("   " + bound));
        if (bounds.isEmpty()) {
            out.line("   no bound is stated for this task");
        }
        notes.forEach(note -> out.line("   " + note));
    }

    private static String shown(Object value) {
        return switch (value) {
            case Double number -> String.format(java.util.Locale.ROOT, "%.4g", number);
            case Map<?, ?> map -> {
                StringBuilder line = new StringBuilder();
                map.forEach((key, entry) -> line.append(key)
                        .append(' ')
                        .append(entry == null ? "-" : shown(entry))
                        .append("  "));
                yield line.toString().strip();
            }
            case List<?> list ->
                String.join(" ", list.stream().map(TaskResult::shown).toList());
            default -> String.valueOf(value);
        };
    }
}
