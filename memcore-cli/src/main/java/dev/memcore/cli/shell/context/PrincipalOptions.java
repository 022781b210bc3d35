package dev.memcore.cli.shell.context;

import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the principal that reads and writes. */
public final class PrincipalOptions {
    @Option(names = "--tenant", paramLabel = "NAME", description = "The tenant.")
    private @Nullable String tenant;

    @Option(names = "--user", paramLabel = "NAME", description = "The user.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "NAME", description = "The agent.")
    private @Nullable String agent;

    @Option(
            names = "--clear",
            arity = "1..*",
            paramLabel = "LABEL",
            description = "Labels for which the reader has a clearance.")
    private @Nullable List<String> clearances;

    /** Whether any of the options was given. */
    public boolean given() {
        return tenant != null || user != null || agent != null || clearances != null;
    }

    /** The reader. */
    public Principal reader(String defaultTenant) {
        Scope scope = new Scope(tenant == null ? defaultTenant : tenant, user, agent);
        return new Principal(scope, clearances == null ? Set.of() : Set.copyOf(clearances));
    }
}
