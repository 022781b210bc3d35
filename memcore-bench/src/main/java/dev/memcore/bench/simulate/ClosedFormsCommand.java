package dev.memcore.bench.simulate;

import dev.memcore.bench.simulate.form.Check;
import dev.memcore.bench.simulate.form.ClosedForms;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares measurements with the values of formulas and papers. */
@Command(
        name = "closed-forms",
        description = "Compares policies with formulas and golden values of their papers.",
        mixinStandardHelpOptions = true)
final class ClosedFormsCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "First of 20 seeds (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    ClosedFormsCommand() {}

    @Override
    public Integer call() {
        json.check();
        Terminal out = Terminal.standard();
        out.line(out.bold("Closed forms") + ": expected, measured, tolerance");
        List<Check> checks = ClosedForms.all(seed).stream()
                .flatMap(form -> form.checks().stream())
                .toList();
        checks.forEach(check -> out.line(
                "   %-7s%-52s %12.9f %12.9f  %.0e",
                check.holds() ? "ok" : "FAILED", check.name(), check.expected(), check.measured(), check.tolerance()));
        long failed = checks.stream().filter(check -> !check.holds()).count();
        out.line("%,d checks, %,d failed", checks.size(), failed);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("checks", checks.size());
        result.put("failed", failed);
        result.put("seed", seed);
        result.put("results", checks.stream().map(Check::json).toList());
        json.write(result);
        return failed == 0 ? 0 : 1;
    }
}
