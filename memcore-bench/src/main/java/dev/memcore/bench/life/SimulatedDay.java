package dev.memcore.bench.life;

import dev.memcore.api.EventTime;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all users on one day, in the order of their times.
 *
 * @param date the day, in UTC
 * @param sessions at least one
 */
record SimulatedDay(LocalDate date, List<Sitting> sessions) {
    /** The first day of a set without dates; its sessions are given days one after another. */
    private static final Instant UNDATED = Instant.parse("2024-01-01T09:00:00Z");

    /** Copies the list. */
    SimulatedDay {
        sessions = List.copyOf(sessions);
    }

    /**
     * The messages of one user in one session.
     *
     * @param group the user
     * @param session the name of the session, or null: the documents belong to none
     * @param start when it begins; all documents are recorded at this time
     * @param documents in order
     */
    record Sitting(Group group, @Nullable String session, Instant start, List<Document> documents) {
        /** Copies the list. */
        Sitting {
            documents = List.copyOf(documents);
        }
    }

    /** The days on which anything was said, in order. */
    static List<SimulatedDay> of(List<Group> groups) {
        Map<LocalDate, List<Sitting>> days = new TreeMap<>();
        for (Group group : groups) {
            for (Sitting sitting : sittings(group)) {
                days.computeIfAbsent(LocalDate.ofInstant(sitting.start, ZoneOffset.UTC), date -> new ArrayList<>())
                        .add(sitting);
            }
        }
        return days.entrySet().stream()
                .map(day -> new SimulatedDay(
                        day.getKey(),
                        day.getValue().stream()
                                .sorted(Comparator.comparing(Sitting::start))
                                .toList()))
                .toList();
    }

    /** The midnight at its end. */
    Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Sitting> sittings(Group group) {
        List<Sitting> sittings = new ArrayList<>();
        List<Document> documents = group.documents();
        for (int from = 0; from < documents.size(); ) {
            int to = from + 1;
            while (to < documents.size()
                    && Objects.equals(
                            documents.get(to).session(), documents.get(from).session())) {
                to++;
            }
            Instant otherwise =
                    sittings.isEmpty() ? UNDATED : sittings.getLast().start().plus(Duration.ofDays(1));
            List<Document> said = documents.subList(from, to);
            sittings.add(new Sitting(group, said.getFirst().session(), start(said, otherwise), said));
            from = to;
        }
        return sittings;
    }

    private static Instant start(List<Document> said, Instant otherwise) {
        return said.stream()
                .map(document -> document.observation().eventTime())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .map(EventTime::start)
                .findFirst()
                .orElse(otherwise);
    }
}
