package dev.memcore.inspector;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves a sample store until the standard input ends, and prints the address. Arguments: {@code writes} enables writes; {@code
 * hostile} serves the hostile store; a number serves so many memories of 100 users in a directory, see {@code dir}.
 */
final class SampleInspector {
    private static final int BATCH = 5_000;

    private SampleInspector() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        int count = given.stream()
                .filter(argument -> argument.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .sum();
        try (MemoryManager manager = count > 0
                ? large(count, Path.of(arguments[arguments.length - 1]))
                : given.contains("hostile") ? SampleStores.hostile() : SampleStores.sample()) {
            InspectorConfig config =
                    InspectorConfig.builder().writes(given.contains("writes")).build();
            try (Inspector inspector = Inspector.start(manager, config)) {
                System.out.println(inspector.url());
                while (System.in.read() >= 0) {
                    // Until the end.
                }
            }
        }
    }

    private static MemoryManager large(int count, Path directory) {
        MemoryManager manager = Memcore.open(directory);
        int n = (int) manager.stats().memories();
        while (n < count) {
            List<Observation> batch = new ArrayList<>();
            int user = n / BATCH % 100;
            for (int i = 0; i < BATCH && n < count; i++, n++) {
                batch.add(Observation.builder(
                                "Note " + n + " of user " + user + " about subject " + n % 977 + " and place " + n % 53)
                        .session("session " + n % 40)
                        .build());
            }
            manager.space(Scope.of("acme", "user " + user)).rememberAll(batch);
        }
        manager.awaitIndexed();
        return manager;
    }
}
