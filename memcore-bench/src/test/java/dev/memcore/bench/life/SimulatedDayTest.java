package dev.memcore.bench.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.life.SimulatedDay.Sitting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SimulatedDayTest {
    @Test
    void theSessionsOfAllUsersComeInTheOrderOfTheirTimes() {
        Group ada = group("ada", turn("a1", "2024-03-02T20:00:00Z"), turn("a2", "2024-03-04T08:00:00Z"));
        Group ben = group("ben", turn("b1", "2024-03-02T09:00:00Z"), turn("b2", "2024-03-03T09:00:00Z"));
        List<SimulatedDay> days = SimulatedDay.of(List.of(ada, ben));
        assertEquals(
                List.of("2024-03-02", "2024-03-03", "2024-03-04"),
                days.stream().map(SimulatedDay::date).map(LocalDate::toString).toList());
        assertEquals(
                List.of("b1", "a1", "b2", "a2"),
                days.stream()
                        .flatMap(day -> day.sessions().stream())
                        .map(Sitting::session)
                        .toList());
        assertEquals(Instant.parse("2024-03-03T00:00:00Z"), days.getFirst().end());
    }

    @Test
    void aSessionWithoutADateIsOnTheDayAfterTheOneBefore() {
        Group dated = group("dated", turn("d1", "2024-03-02T20:00:00Z"), turn("d2", null));
        Group undated = group("undated", turn("u1", null), turn("u2", null));
        List<Instant> starts = Stream.of(dated, undated)
                .flatMap(group -> SimulatedDay.of(List.of(group)).stream())
                .flatMap(day -> day.sessions().stream())
                .map(Sitting::start)
                .toList();
        assertEquals(Instant.parse("2024-03-03T20:00:00Z"), starts.get(1));
        assertEquals(starts.get(2).plusSeconds(24 * 60 * 60), starts.get(3));
    }

    private static Group group(String id, Document... documents) {
        return new Group(id, Arrays.asList(documents), List.of());
    }

    private static Document turn(String session, @Nullable String time) {
        Observation.Builder observation = Observation.builder("Hello from " + session + ".");
        if (time != null) {
            observation.eventTime(Instant.parse(time));
        }
        Observation built = observation.build();
        return new Document(session + ":1", built.text(), session, built, List.of());
    }
}
