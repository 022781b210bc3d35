package dev.memcore.cli.shell.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.cli.shell.Rig;
import dev.memcore.cli.shell.context.PolicyOptions;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MaintainCommandTest {
    @Test
    void showsWhatItWouldDoAndDoesItOnlyIfToldTo() {
        try (Rig rig = new Rig(Policies.fifo(Tier.LONG, 1))) {
            rig.run("remember the first", "remember the second", "remember the third");
            Rig.Result asked = rig.run("maintain", "list");
            assertEquals(1, asked.code());
            assertEquals(
                    "maintain: nothing was done: in a pipe the shell cannot ask for confirmation; use --yes\n",
                    asked.errors());
            assertEquals("#1 00000001  move to archive", asked.lines().getFirst());
            assertEquals(
                    3,
                    asked.lines().stream()
                            .filter(line -> line.contains("(note)"))
                            .count());

            Rig.Result done = rig.run("maintain --yes", "list");
            assertEquals(0, done.code(), done.errors());
            assertEquals(
                    "done: 2 operations, 0 skipped, 0 old versions dropped",
                    done.lines().get(4));
            assertEquals("#3 00000003  the third  (note)", done.lines().getLast());
            assertEquals(List.of("nothing to do"), rig.run("maintain --yes").lines());

            String undo = done.lines().get(5);
            assertTrue(undo.startsWith("to revert this run: undo --all-scopes "), undo);
            assertEquals(
                    3,
                    rig.run(undo.substring(undo.indexOf("undo")), "list --tier long").lines().stream()
                            .filter(line -> line.endsWith("(note)"))
                            .count());
        }
    }

    @Test
    void doesNoMoreThanItMay() {
        try (Rig rig = new Rig(Policies.fifo(Tier.LONG, 1))) {
            rig.run("remember the first", "remember the second", "remember the third");
            Rig.Result done = rig.run("maintain --operations 1 --yes", "list --tier archive");
            assertTrue(
                    done.out().contains("done: 1 operations, 0 skipped, 0 old versions dropped; there is more to do"),
                    done.out());
            assertEquals("#1 00000001  the first  (note, archive)", done.lines().getLast());
        }
    }

    @Test
    void nothingIsMaintainedUnlessItIsSaid() {
        PolicyOptions none = new PolicyOptions();
        new CommandLine(none).parseArgs();
        assertEquals(List.of(), none.policies());
        assertEquals(Retention.FOREVER, none.retention());

        PolicyOptions all = new PolicyOptions();
        new CommandLine(all)
                .parseArgs(
                        "--capacity",
                        "5",
                        "--promote",
                        "--keep-short",
                        "7",
                        "--merge-duplicates",
                        "--keep-short-per-session",
                        "3",
                        "--keep-days",
                        "9",
                        "--keep-versions",
                        "2");
        assertEquals(
                List.of(
                                Policies.mergeNearDuplicates(),
                                Policies.limitShortTier(7),
                                Policies.limitShortTierPerSession(3),
                                Policies.promoteByHeat(),
                                Policies.ageWeightedPruning(Tier.LONG, 5))
                        .stream()
                        .map(LifecyclePolicy::name)
                        .toList(),
                all.policies().stream().map(LifecyclePolicy::name).toList());
        assertEquals(new Retention(Duration.ofDays(9), 2), all.retention());
    }
}
