package dev.memcore.api.health;

import dev.memcore.api.check.Arguments;
import java.util.Comparator;
import java.util.List;

/**
 * The health of a store at one moment.
 *
 * @param problems the problems, worst first; empty if there are none
 */
public record HealthReport(List<HealthProblem> problems) {
    private static final Comparator<HealthProblem> WORST_FIRST =
            Comparator.comparing(HealthProblem::status).reversed().thenComparing(HealthProblem::cause);

    /** Copies and sorts the problems. */
    public HealthReport {
        problems = Arguments.list(problems, "problems").stream()
                .sorted(WORST_FIRST)
                .toList();
    }

    /** Returns the worst status of all problems, or {@link HealthStatus#UP} if there are none. */
    public HealthStatus status() {
        return problems.isEmpty() ? HealthStatus.UP : problems.getFirst().status();
    }

    /** Returns whether the store has a kind of problem. */
    public boolean has(HealthCause cause) {
        Arguments.present(cause, "cause");
        return problems.stream().anyMatch(problem -> problem.cause() == cause);
    }
}
