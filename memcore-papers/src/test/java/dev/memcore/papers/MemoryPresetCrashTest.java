package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every preset, killed after every commit of its maintenance: what a kill leaves on the device is a copy of the store's files, made by a listener
 * when the commit is acknowledged. Each copy, every second one without its index, is opened again and maintained to the end.
 */
final class MemoryPresetCrashTest {
    private static final Budget ALL = Budget.ofDefaults();

    /** So many operations a run, so that there are many moments to be killed at. */
    private static final Budget LITTLE = Budget.ofOperations(10);

    /**
     * What is merged next depends on what has been merged: of a run with little room each merge takes the few that are most alike, and a merge
     * of merges comes to other neighbours and clusters than one of all at once. All else proposes the same, whatever the room: each
     * memory leaves, each gist is made and each link is drawn for reasons that what else is proposed does not change.
     */
    private static final Set<MemoryPreset> MERGING = EnumSet.of(MemoryPreset.MOVIE_CHAT, MemoryPreset.FLASH_V_STREAM);

    /** What policies see: all but blocks and records. */
    private static final MemoryFilter EVERY_TIER = everyTier();

    private static MemoryFilter everyTier() {
        MemoryFilter.Builder all = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            all.tier(tier);
        }
        return all.build();
    }

    @TempDir
    private Path directory;

    private final PresetLife life = new PresetLife();

    /** What bob has said, in order; the first one is pinned. */
    private final List<Memory> raw = new ArrayList<>();

    /** What a kill after a commit leaves, and all commits that were acknowledged until then. */
    private record Image(Path store, List<Acknowledged> acknowledged) {}

    private record Acknowledged(long commit, MemoryOp op) {}

    /** Makes an image after each commit. */
    private static final class Camera implements MaintenanceListener {
        private final Path store;
        private final List<Image> images = new ArrayList<>();
        private final List<Acknowledged> acknowledged = new ArrayList<>();

        Camera(Path store) {
            this.store = store;
        }

        @Override
        public void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {
            operations.forEach(op -> acknowledged.add(new Acknowledged(commit, op)));
            Path copy = store.resolveSibling(store.getFileName() + ", kill " + images.size());
            copy(store, copy);
            if (images.size() % 2 == 1) {
                deleteAll(copy.resolve("index"));
            }
            images.add(new Image(copy, List.copyOf(acknowledged)));
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a store that may be at work: when its index has just let go of files, there is another moment to copy it at. */
    private static void copy(Path from, Path to) {
        while (!copiedAtOneMoment(from, to)) {
            if (Files.exists(to)) {
                deleteAll(to);
            }
        }
    }

    private static boolean copiedAtOneMoment(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            if (e instanceof NoSuchFileException || e.getCause() instanceof NoSuchFileException) {
                return false;
            }
            throw new IllegalStateException("cannot copy " + from, e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAfterAnyCommitMaintenanceEndsAsIfItHadNotBeen(MemoryPreset preset) {
        Path lived = directory.resolve("lived");
        try (MemoryManager manager = life.store(preset, lived).build()) {
            MemorySpace bob = manager.space(PresetLife.BOB);
            life.live(manager).forEach(id -> raw.add(bob.get(id).orElseThrow()));
        }
        Map<String, Integer> end;
        Camera atOnce = new Camera(copied(lived, "at once"));
        try (MemoryManager manager =
                life.store(preset, atOnce.store).maintenanceListener(atOnce).build()) {
            MaintenanceReport report = manager.maintain(ALL);
            assertTrue(report.finished());
            assertEquals(report.commits().size(), atOnce.images.size());
            end = shown(manager.space(PresetLife.BOB));
        }
        Camera inParts = new Camera(copied(lived, "in parts"));
        try (MemoryManager manager =
                life.store(preset, inParts.store).maintenanceListener(inParts).build()) {
            int commits = 0;
            MaintenanceReport report;
            do {
                report = manager.maintain(LITTLE);
                commits += report.commits().size();
            } while (!report.finished() && !report.commits().isEmpty());
            assertTrue(report.finished(), report::toString);
            assertEquals(commits, inParts.images.size());
        }
        atOnce.images.forEach(image -> assertEquals(end, resumed(preset, image), image.store::toString));
        for (Image image : inParts.images) {
            Map<String, Integer> other = resumed(preset, image);
            if (!MERGING.contains(preset)) {
                assertEquals(end, other, image.store::toString);
            }
        }
    }

    private Path copied(Path lived, String name) {
        Path copy = directory.resolve(name);
        copy(lived, copy);
        return copy;
    }

    /** Opens what a kill has left, verifies it, and gives what is shown when maintenance has come to its end. */
    private Map<String, Integer> resumed(MemoryPreset preset, Image image) {
        try (MemoryManager manager = life.store(preset, image.store).build()) {
            MemorySpace bob = manager.space(PresetLife.BOB);
            assertNothingIsLost(image, bob);
            assertTrue(manager.maintain(ALL).finished());
            assertEquals(List.of(), manager.maintain(ALL).operations(), image.store::toString);
            assertNothingIsLost(image, bob);
            assertFollowed(inForce(bob), bob);
            if (MERGING.contains(preset)) {
                assertEachIsMergedOnce(bob);
            }
            return shown(bob);
        }
    }

    private void assertNothingIsLost(Image image, MemorySpace bob) {
        assertEquals(raw.getFirst(), bob.get(raw.getFirst().id()).orElseThrow(), "pinned");
        for (Memory memory : raw) {
            Observation now = bob.get(memory.id()).orElseThrow().observation();
            assertEquals(
                    memory.observation(), now.toBuilder().tier(memory.tier()).build());
        }
        image.acknowledged.forEach(done -> assertTrue(
                bob.history(done.op.id()).stream()
                        .anyMatch(version -> version.sequence() == done.commit
                                && version.cause().equals(done.op.cause())),
                done::toString));
    }

    /** What was made says of what, all of it is there, and nothing stands for what something else stands for. */
    private static void assertFollowed(List<Memory> inForce, MemorySpace bob) {
        Map<MemoryId, MemoryId> standsFor = new HashMap<>();
        for (Memory memory : inForce) {
            for (MemoryId part : memory.observation().derivedFrom()) {
                assertTrue(memory.cause().actor().startsWith("policy:"), memory::toString);
                assertTrue(bob.get(part).isPresent(), () -> memory + " is made of what is not there");
                MemoryId other = standsFor.put(part, memory.id());
                assertNull(other, () -> "both stand for " + part + ", too: " + memory);
            }
        }
    }

    /** Each turn stands for itself in its tier, or what it was merged into does; and is read there. */
    private void assertEachIsMergedOnce(MemorySpace bob) {
        Map<MemoryId, Memory> into = new HashMap<>();
        List<Memory> inForce = inForce(bob);
        inForce.forEach(memory -> memory.observation().derivedFrom().forEach(part -> into.put(part, memory)));
        for (Memory turn : raw) {
            Memory standing = bob.get(turn.id()).orElseThrow();
            for (Memory whole = into.get(turn.id()); whole != null; whole = into.get(whole.id())) {
                assertEquals(Tier.ARCHIVE, standing.tier(), standing::toString);
                standing = whole;
            }
            assertStandsFor(turn, standing);
        }
        assertWithinCapacity(
                inForce.stream().filter(memory -> memory.tier() == Tier.SHORT).toList());
    }

    /** No more than the capacity, unless no session has two memories left that may be merged: calls and results of tools never are. */
    private static void assertWithinCapacity(List<Memory> held) {
        Map<String, Long> mergeable = held.stream()
                .filter(memory -> !memory.pinned() && memory.observation().role() != Role.TOOL)
                .filter(memory -> memory.observation().toolCallIds().isEmpty())
                .collect(Collectors.groupingBy(memory -> String.valueOf(memory.session()), Collectors.counting()));
        assertTrue(
                held.size() == PresetLife.CAPACITY
                        || (held.size() > PresetLife.CAPACITY
                                && mergeable.values().stream().allMatch(count -> count == 1)),
                () -> mergeable + " of " + held);
    }

    private static void assertStandsFor(Memory turn, Memory standing) {
        assertEquals(turn.tier(), standing.tier(), standing::toString);
        assertTrue(standing.text().contains(turn.text()), standing::toString);
    }

    private static List<Memory> inForce(MemorySpace space) {
        return space.list(EVERY_TIER, null, 1_000).memories();
    }

    /** What is in force, and how often: what was made has ids that depend on when, so it is named by what it is made of. */
    private Map<String, Integer> shown(MemorySpace space) {
        Map<String, Integer> shown = new TreeMap<>();
        for (Memory memory : inForce(space)) {
            List<String> links = memory.links().stream()
                    .map(link -> String.format(
                            Locale.ROOT, "%s %s %.6f", link.type(), name(link.to(), space), link.weight()))
                    .sorted()
                    .toList();
            shown.merge(memory.tier() + " " + name(memory.id(), space) + " " + links, 1, Integer::sum);
        }
        return shown;
    }

    private String name(MemoryId id, MemorySpace space) {
        for (int place = 0; place < raw.size(); place++) {
            if (raw.get(place).id().equals(id)) {
                return "#" + place;
            }
        }
        Memory made = space.get(id).orElseThrow();
        List<String> parts = made.observation().derivedFrom().stream()
                .map(part -> name(part, space))
                .sorted()
                .toList();
        return made.text() + " " + parts;
    }
}
