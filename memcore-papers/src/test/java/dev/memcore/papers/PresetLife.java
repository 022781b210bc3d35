package dev.memcore.papers;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.config.Durability;
import dev.memcore.api.operation.Outcome;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.SequenceIds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What bob said, noted and used, and stores of it with a preset: something for every preset to do. The same each time, to the ids. */
final class PresetLife {
    static final Scope BOB = Scope.of("acme", "bob");
    static final int CAPACITY = 4;
    static final int DAYS = 2;

    static final String[] SAID = {
        "The cello of my aunt was built in Cremona in 1742.",
        "My aunt's cello needs a new bridge and two strings.",
        "I had soup for lunch.",
        "The ferry to Tallinn leaves at seven on Mondays.",
        "The Tallinn ferry was late again this Monday.",
        "Ok, thanks.",
        "Rex, our dog, is afraid of thunder.",
        "Thunder again, so Rex hid under the sofa.",
    };

    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");

    final ManualClock clock = new ManualClock(BORN);

    /** A store with the preset, opened or opened again: its ids go on after those that are there. */
    MemcoreBuilder store(MemoryPreset preset, Path directory) {
        return Memcore.builder()
                .directory(directory)
                .clock(clock)
                .idSource(new SequenceIds())
                .durability(Durability.BUFFERED) // what is tested survives the end of a process all the same
                .preset(preset, CAPACITY);
    }

    /** Two sessions of bob's, and what he noted; some of it used, one pinned. All ids, the pinned one first. */
    List<MemoryId> live(MemoryManager manager) {
        MemorySpace bob = manager.space(BOB);
        List<MemoryId> all = new ArrayList<>();
        Memory pinned = bob.remember(
                Observation.builder("Never forget this.").pinned(true).build());
        all.add(pinned.id());
        for (int day = 0; day < DAYS; day++) {
            SessionMemory session = bob.session("day " + day);
            for (int i = 0; i < 2 * SAID.length; i++) {
                clock.advance(Duration.ofMinutes(1));
                String text = i < SAID.length ? SAID[i] : SAID[i - SAID.length] + " So it was on day " + day + ".";
                all.add(session.add(Observation.builder(text)
                                .speaker(i % 2 == 0 ? "Bob" : "Agent")
                                .build())
                        .id());
            }
            // A tool call without a word, and an empty result.
            all.add(session.add(Observation.builder("")
                            .role(Role.ASSISTANT)
                            .toolCallId("call_0")
                            .build())
                    .id());
            all.add(session.add(Observation.builder(" ")
                            .role(Role.TOOL)
                            .toolCallId("call_0")
                            .build())
                    .id());
            clock.advance(Duration.ofDays(1));
        }
        Memory procedure = bob.remember("To tune the cello, begin with the A.");
        all.add(procedure.id());
        all.add(bob.remember("To tune the cello, begin with the A!").id());
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            bob.feedback(Set.of(procedure.id()), Outcome.FAILED);
        }
        clock.advance(Duration.ofMinutes(1));
        bob.feedback(Set.of(all.get(1), all.get(7)), Outcome.SUCCEEDED);
        return all;
    }
}
