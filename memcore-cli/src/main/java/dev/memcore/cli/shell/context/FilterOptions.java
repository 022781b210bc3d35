package dev.memcore.cli.shell.context;

import dev.memcore.api.Kind;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select memories. */
public final class FilterOptions {
    @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind; may be repeated.")
    private @Nullable List<String> kinds;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "Only this tier: ${COMPLETION-CANDIDATES}; may be repeated.")
    private @Nullable List<Tier> tiers;

    @Option(names = "--session", paramLabel = "NAME", description = "Only this session; may be repeated.")
    private @Nullable List<String> sessions;

    @Option(names = "--valid-at", paramLabel = "MOMENT", description = "Only memories that are valid at this moment.")
    private @Nullable Instant validAt;

    /** The filter. */
    public MemoryFilter filter() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        given(kinds).forEach(kind -> filter.kind(Kind.of(kind)));
        given(tiers).forEach(filter::tier);
        given(sessions).forEach(filter::session);
        if (validAt != null) {
            filter.validAt(validAt);
        }
        return filter.build();
    }

    private static <T> List<T> given(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }
}
