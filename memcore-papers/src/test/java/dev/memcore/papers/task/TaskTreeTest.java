package dev.memcore.papers.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Block;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TaskTreeTest {
    private static List<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    /** The trip of TME: twelve edits, three of them corrections. */
    private static TaskTree trip() {
        return TaskTree.of("trip", "Plan a trip to Porto")
                .add("trip", "dates", "Choose the dates")
                .complete("dates", "2-5 May")
                .add("trip", "travel", "Book the journey")
                .add("travel", "flight", "Book a flight")
                .depend("flight", "dates")
                .complete("flight", "TP 123")
                .add("trip", "hotel", "Book a hotel")
                .depend("hotel", "dates")
                .complete("dates", "3-6 May")
                .replace("flight", "train", "Book a train instead")
                .complete("train", "AP 7");
    }

    @Test
    void theActivePathHoldsPresentValuesOnly() {
        TaskTree trip = trip().add("trip", "dinner", "Reserve a table")
                .depend("dinner", "train")
                .depend("dinner", "hotel");
        assertEquals(List.of("trip", "dates", "train", "hotel", "dinner"), ids(trip.activePath("dinner")));
        assertEquals(
                List.of(
                        "trip: Plan a trip to Porto",
                        "dates: Choose the dates [completed] = 3-6 May",
                        "train: Book a train instead [completed] = AP 7",
                        "hotel: Book a hotel",
                        "dinner: Reserve a table"),
                trip.render("dinner").lines().toList());
        assertFalse(trip.render("dinner").contains("2-5 May"));
        assertEquals(List.of("train"), ids(trip.parts("travel")));
        assertEquals("train", trip.get("flight").replacedBy());
    }

    @Test
    void thePromptGrowsWithDepthAndNotWithTurns() {
        TaskTree tree = TaskTree.of("root", "Everything");
        for (int i = 0; i < 200; i++) {
            tree = tree.add("root", "t" + i, "Part " + i).complete("t" + i, "value " + i);
        }
        int tokens = TokenCounter.approximate().count(tree.render("t199"));
        assertEquals(TokenCounter.approximate().count(tree.render("t100")), tokens);
        assertEquals(2, tree.activePath("t199").size());
    }

    @Test
    void circlesAndUnknownTasksAreRejected() {
        TaskTree trip = trip();
        assertThrows(MemoryException.class, () -> trip.depend("dates", "hotel"));
        assertThrows(MemoryException.class, () -> trip.depend("train", "trip"));
        assertThrows(MemoryException.class, () -> trip.depend("train", "train"));
        assertThrows(MemoryException.class, () -> trip.add("nowhere", "a", "text"));
        assertThrows(MemoryException.class, () -> trip.add("trip", "dates", "again"));
        assertThrows(MemoryException.class, () -> trip.replace("flight", "bus", "again"));
        assertThrows(MemoryException.class, () -> trip.add("trip", "a b", "text"));
        assertThrows(MemoryException.class, () -> trip.add("trip", "a", "two\nlines"));
        assertThrows(MemoryException.class, () -> TaskTree.parse("a\tb"));
        assertThrows(MemoryException.class, () -> TaskTree.parse("a\tb\tPENDING\t\t\tx\t\nb\ta\tPENDING\t\t\tx\t"));
        assertThrows(
                MemoryException.class,
                () -> TaskTree.parse("r\t\tPENDING\t\t\tx\t\na\tr\tPENDING\tb\t\tx\t\nb\tr\tPENDING\ta\t\tx\t"));
    }

    @Test
    void aTreeInABlockIsRolledBackByUndo() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(Scope.of("acme", "alice"));
            space.blocks().set("tasks", trip().toText());
            Block changed =
                    space.blocks().set("tasks", trip().fail("hotel", "no room").toText());
            assertEquals(
                    Task.State.FAILED,
                    TaskTree.parse(changed.text()).get("hotel").state());
            space.undo(changed.memory().id());
            TaskTree before =
                    TaskTree.parse(space.blocks().get("tasks").orElseThrow().text());
            assertEquals(trip().tasks(), before.tasks());
        }
    }

    @Test
    void randomTreesSurviveTheirText() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 50; round++) {
            TaskTree tree = TaskTree.of("t0", "Root");
            List<String> ids = new ArrayList<>(List.of("t0"));
            for (int i = 1; i < 40; i++) {
                String some = ids.get(random.nextInt(ids.size()));
                String other = ids.get(random.nextInt(ids.size()));
                try {
                    tree = switch (random.nextInt(5)) {
                        case 0 -> tree.depend(some, other);
                        case 1 -> tree.complete(some, "value " + i);
                        case 2 -> tree.replace(some, "t" + i, "Replaces " + some);
                        default -> tree.add(some, "t" + i, "\u4efb\u52a1 " + i);
                    };
                } catch (MemoryException e) {
                    continue;
                }
                ids = new ArrayList<>(ids(tree.tasks()));
            }
            assertEquals(tree.tasks(), TaskTree.parse(tree.toText()).tasks());
            for (String id : ids) {
                List<Task> shown = tree.activePath(id);
                assertEquals(tree.get(id), shown.getLast());
                assertTrue(shown.containsAll(tree.path(id)));
                assertEquals(shown.size(), shown.stream().distinct().count());
            }
        }
    }
}
