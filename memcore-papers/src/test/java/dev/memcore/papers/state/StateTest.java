package dev.memcore.papers.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.WindowLine;
import dev.memcore.spi.TokenCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StateTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    private static MemorySpace space(MemoryManager manager) {
        return manager.space(Scope.of("acme", "alice"));
    }

    /** MEM1: the prompt does not grow with the number of questions, and the state has all answers. */
    @Test
    void thePromptOfSixteenQuestionsDoesNotGrow() {
        try (MemoryManager manager = Memcore.inMemory()) {
            LatestState state = new LatestState(space(manager).blocks(), "state");
            StringBuilder history = new StringBuilder("task");
            StringBuilder answers = new StringBuilder();
            int peak = 0;
            String observation = null;
            String action = null;
            for (int i = 0; i < 16; i++) {
                String prompt = state.prompt("task", action, observation);
                peak = Math.max(peak, COUNTER.count(prompt));
                answers.append(" a").append(i);
                action = state.accept("<IS>old</IS>Look up question " + i + "<IS>" + answers + "</IS>");
                observation = "A page about question " + i + " with many words. ".repeat(20);
                history.append('\n').append(action).append('\n').append(observation);
            }
            assertEquals("Look up question 15", action);
            assertTrue(state.text().endsWith("a14 a15"));
            assertEquals("nothing new", state.accept("nothing new"));
            assertTrue(state.text().endsWith("a15"));
            int all = COUNTER.count(history.toString());
            assertTrue(all > 8 * peak, "peak " + peak + " of " + all);
        }
    }

    /** Self-Notes: who has what where, by the last note about a thing, in random stories. */
    @Test
    void notesKnowWhereThingsAre() {
        SplittableRandom random = new SplittableRandom(3);
        String[] people = {"Mary", "John", "Sandra"};
        String[] rooms = {"kitchen", "garden", "hall", "living room"};
        String[] things = {"ball", "apple", "milk"};
        for (int story = 0; story < 100; story++) {
            StateNotes notes = new StateNotes();
            Map<String, String> at = new HashMap<>();
            Map<String, String> has = new HashMap<>();
            Map<String, String> noted = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                String person = people[random.nextInt(3)];
                String thing = things[random.nextInt(3)];
                String sentence = "";
                int action = i < 3 ? 0 : random.nextInt(4);
                if (action == 0) {
                    person = i < 3 ? people[i] : person;
                    at.put(person, rooms[random.nextInt(4)]);
                    sentence = person + " went to the " + at.get(person) + ".";
                } else if (action == 1
                        && !has.containsKey(thing)
                        && (!at.containsKey(thing) || Objects.equals(at.get(thing), at.get(person)))) {
                    has.put(thing, person);
                    sentence = person + " took the " + thing + " there.";
                } else if (action == 2 && person.equals(has.get(thing))) {
                    has.remove(thing);
                    at.put(thing, at.get(person));
                    sentence = person + " dropped the " + thing + ".";
                } else if (action == 3 && person.equals(has.get(thing))) {
                    String other = people[random.nextInt(3)];
                    if (Objects.equals(at.get(other), at.get(person))) {
                        has.put(thing, other);
                        sentence = person + " gave the " + thing + " to " + other + ".";
                    }
                }
                for (String note : notes.read(sentence)) {
                    noted.put(note.split(" ")[1], note);
                }
                for (String each : things) {
                    String holder = has.get(each);
                    String place = at.get(holder == null ? each : holder);
                    if (place != null && (holder != null || at.containsKey(each))) {
                        String with = holder == null ? "" : " with " + holder;
                        assertEquals("The " + each + " is in the " + place + with + ".", noted.get(each));
                    }
                }
            }
        }
    }

    @Test
    void notesStandInTheWindowBesideTheirSentence() {
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session = space(manager).session("s");
            StateNotes notes = new StateNotes();
            for (String said : List.of("Mary went to the kitchen.", "Mary took the ball.", "It rains.")) {
                session.add(Role.USER, said);
                notes.read(said)
                        .forEach(note -> session.add(
                                Observation.builder(note).kind(Kind.NOTE).build()));
            }
            assertEquals(
                    List.of(
                            "Mary went to the kitchen.",
                            "Mary took the ball.",
                            "The ball is in the kitchen with Mary.",
                            "It rains."),
                    session.window(1_000).stream().map(Memory::text).toList());
        }
    }

    @Test
    void remindersStayWhereTheyAreAndWithinTheBudget() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = space(manager);
            Memory pinned = space.remember(Observation.builder("Alice is allergic\nto peanuts.")
                    .pinned(true)
                    .build());
            SessionMemory session = space.session("s");
            PinnedReminder reminder = new PinnedReminder(60, COUNTER);
            List<WindowLine> before = List.of();
            for (int i = 0; i < 60; i++) {
                session.add(Observation.builder("call " + i)
                        .role(Role.ASSISTANT)
                        .toolCallId("c")
                        .build());
                session.add(Observation.builder("The result of call " + i + " is fine.")
                        .role(Role.TOOL)
                        .toolCallId("c")
                        .build());
                FoldedWindow window = session.folds().window(5_000);
                FoldedWindow with = reminder.insert(window, List.of(pinned));
                assertEquals(before, with.lines().subList(0, before.size()));
                before = with.lines();
                assertEquals(
                        with.lines().stream()
                                .mapToLong(line -> COUNTER.count(line.text()))
                                .sum(),
                        with.tokens());
                assertTrue(with.tokens() <= 5_000);
            }
            List<String> texts = before.stream().map(WindowLine::text).toList();
            long reminders = texts.stream()
                    .filter("[Remember: Alice is allergic to peanuts.]"::equals)
                    .count();
            assertTrue(reminders >= 8, reminders + " reminders");
            for (int i = 0; i + 1 < before.size(); i++) {
                assertTrue(!texts.get(i).startsWith("call") || texts.get(i + 1).startsWith("The result"));
            }
            FoldedWindow small = session.folds().window(100);
            assertTrue(reminder.insert(small, List.of(pinned)).tokens() <= 100);
            assertEquals(small, reminder.insert(small, List.of()));
        }
    }
}
