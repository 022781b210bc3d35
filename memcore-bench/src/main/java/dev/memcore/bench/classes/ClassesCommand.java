package dev.memcore.bench.classes;

import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the classes that one remember and one recall execute. */
@Command(
        name = "classes",
        description = {
            "Prints the classes of memcore that one remember and one recall execute, on the threads that the caller"
                    + " waits for.",
            "Value types (the API, records, enums, interfaces) and the analysis of the question are listed apart."
        },
        mixinStandardHelpOptions = true)
public final class ClassesCommand implements Callable<Integer> {
    private static final Pattern API = Pattern.compile("dev\\.memcore\\.(api|spi)\\b.*");
    private static final Pattern ANALYSIS =
            Pattern.compile("dev\\.memcore\\.retrieval\\.(query|text|embed|word|vector)\\b.*");

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public ClassesCommand() {}

    @Override
    public Integer call() {
        json.check();
        Map<String, Map<String, Set<String>>> result = trace();
        result.forEach((call, groups) -> groups.forEach((group, names) -> {
            screen.line(call, ", ", group, ": ", names.size());
            names.forEach(name -> screen.line("  ", name));
        }));
        json.write(result);
        return 0;
    }

    /** The names of the executed classes by call and group: steps, analysis, values. */
    static Map<String, Map<String, Set<String>>> trace() {
        Map<String, Map<String, Set<String>>> result = new TreeMap<>();
        MethodTrace.run().forEach((call, names) -> {
            Map<String, Set<String>> groups = new LinkedHashMap<>();
            List.of("steps", "analysis", "values").forEach(group -> groups.put(group, new TreeSet<>()));
            names.forEach(name -> groups.computeIfAbsent(group(name), group -> new TreeSet<>())
                    .add(name));
            result.put(call, groups);
        });
        return result;
    }

    private static String group(String name) {
        if (API.matcher(name).matches()) {
            return "values";
        }
        if (ANALYSIS.matcher(name).matches()) {
            return "analysis";
        }
        try {
            Class<?> type = Class.forName(name, false, ClassesCommand.class.getClassLoader());
            return type.isRecord() || type.isEnum() || type.isInterface() ? "values" : "steps";
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
