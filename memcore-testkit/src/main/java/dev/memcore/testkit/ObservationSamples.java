package dev.memcore.testkit;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import java.time.Instant;
import java.util.List;

/** Sample observations: typical ones of hosts, and edge cases that are still valid. */
final class ObservationSamples {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");

    private ObservationSamples() {}

    static List<Observation> all() {
        return List.of(
                Observation.of("My dog is called Rex."),
                turn(Role.USER, "We moved to Berlin when I was ten."),
                turn(Role.ASSISTANT, "How was that?"),
                turn(Role.TOOL, " \n"),
                Observation.builder("")
                        .role(Role.ASSISTANT)
                        .toolCallId("call_0")
                        .kind(Kind.TURN)
                        .build(),
                Observation.of("the"),
                Observation.of("?!"),
                Observation.of("\u6771\u4EAC\u306B\u4F4F\u3093\u3067\u3044\u307E\u3059 \uD83D\uDC18\uFFFD"),
                Observation.of("word ".repeat(2_000).strip()),
                Observation.builder("\t a  b\n\nc ")
                        .tier(Tier.ARCHIVE)
                        .pinned(true)
                        .build(),
                Observation.fact("home town", "Berlin").build(),
                full());
    }

    private static Observation turn(Role role, String text) {
        return Observation.builder(text)
                .role(role)
                .speaker("Robin")
                .session("s1")
                .kind(Kind.TURN)
                .tier(Tier.SHORT)
                .build();
    }

    private static Observation full() {
        return Observation.builder("Zo\u00EB likes tea \u2014 without sugar")
                .kind(Kind.FACT)
                .tier(Tier.LONG)
                .session("s2")
                .role(Role.USER)
                .speaker("Zo\u00EB")
                .toolCallId("call_1")
                .eventTime(EventTime.at(NOON))
                .validFrom(NOON.minusSeconds(60))
                .validTo(NOON.plusSeconds(60))
                .expiresAt(NOON.plusSeconds(3_600))
                .attribute(Observation.KEY, "drink")
                .attribute("cups", 3)
                .attribute("litres", 0.5)
                .attribute("hot", true)
                .attribute("since", NOON)
                .label("private")
                .importance(0.25)
                .confidence(0.5)
                .source("chat")
                .trust(0.75)
                .pinned(true)
                .derivedFrom(SequenceIds.id(90))
                .idempotencyKey("once")
                .searchKeys(SearchKeys.QUESTIONS, List.of("What does Zo\u00EB drink?"))
                .build();
    }
}
