package dev.memcore.bench.presets;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.operation.Outcome;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A host's days, one session each: turns of the MemoryCode dialogues that ship with the bench, notes that repeat, procedures that fail,
 * and reports of what was used. The same each time.
 */
final class HostLife {
    static final Scope BOB = Scope.of("acme", "bob");

    private static final Instant BORN = Instant.parse("2026-01-01T08:00:00Z");
    private static final int ALL_TOKENS = 10_000_000;

    /** How many turns of a session are used later, and how often. */
    static final int USED = 3;

    private static final int TIMES = 5;
    private static final int DAYS_UNTIL_USED = 2;
    private static final int DAYS_BETWEEN_PROCEDURES = 10;

    private static final List<Dialogue.Line> LINES = Dialogues.shipped().stream()
            .flatMap(dialogue -> dialogue.sessions().stream())
            .flatMap(List::stream)
            .toList();

    private final ManualClock clock = new ManualClock(BORN);
    private final int sessions;
    private final int turns;
    private final List<List<MemoryId>> said = new ArrayList<>();

    HostLife(int sessions, int turns) {
        this.sessions = sessions;
        this.turns = turns;
    }

    ManualClock clock() {
        return clock;
    }

    int sessions() {
        return sessions;
    }

    int turns() {
        return turns;
    }

    /** What is pinned before the first session: a note and a turn. */
    List<MemoryId> begin(MemoryManager manager) {
        MemorySpace bob = manager.space(BOB);
        Memory note = bob.remember(
                Observation.builder("Bob must not eat nuts.").pinned(true).build());
        Memory turn = bob.session("before")
                .add(Observation.builder("Call me Bob.").pinned(true).build());
        return List.of(note.id(), turn.id());
    }

    /** Lives a day. */
    void day(MemoryManager manager, int session) {
        MemorySpace bob = manager.space(BOB);
        SessionMemory talk = bob.session("session " + session);
        List<Observation> messages = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            messages.add(Observation.builder(text(session, i))
                    .role(i % 2 == 0 ? Role.USER : Role.ASSISTANT)
                    .speaker(line(session, i).speaker())
                    .build());
        }
        said.add(talk.addAll(messages).stream().map(Memory::id).toList());
        clock.advance(Duration.ofHours(1));
        bob.remember(
                session % 2 == 0 ? "The build server is in the cellar." : "Well, the build server is in the cellar!");
        if (session % DAYS_BETWEEN_PROCEDURES == 0) {
            Memory procedure = bob.remember("Procedure " + session + ": restart the build server, then wait an hour.");
            for (int i = 0; i < USED; i++) {
                clock.advance(Duration.ofMinutes(1));
                bob.feedback(Set.of(procedure.id()), Outcome.FAILED);
            }
        }
        if (session >= DAYS_UNTIL_USED) {
            Set<MemoryId> used =
                    new HashSet<>(said.get(session - DAYS_UNTIL_USED).subList(0, USED));
            for (int i = 0; i < TIMES; i++) {
                clock.advance(Duration.ofMinutes(1));
                bob.feedback(used, Outcome.CITED);
            }
        }
        clock.advance(Duration.ofDays(1));
    }

    /** The turns of a session. The first {@value #USED} were used, if two more sessions followed. */
    List<MemoryId> turnsOf(int session) {
        return said.get(session);
    }

    /** The texts of a session. */
    List<String> said(int session) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            texts.add(text(session, i));
        }
        return texts;
    }

    /** The texts in the window of a session. */
    List<String> window(MemoryManager manager, int session) {
        return manager.space(BOB).session("session " + session).window(ALL_TOKENS).stream()
                .map(Memory::text)
                .toList();
    }

    /** The dialogues one after another; when they are through, they are told again. */
    private String text(int session, int turn) {
        int place = session * turns + turn;
        int round = place / LINES.size();
        return (round == 0 ? "" : "Again, round " + round + ": ")
                + line(session, turn).text();
    }

    private Dialogue.Line line(int session, int turn) {
        return LINES.get((session * turns + turn) % LINES.size());
    }
}
